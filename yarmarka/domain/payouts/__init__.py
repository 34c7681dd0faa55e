"""When and how each seller is paid, and the files that go to the bank."""
