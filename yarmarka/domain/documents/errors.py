"""What can go wrong with documents."""

from yarmarka.kernel.errors import Invalid, YarmarkaError


class FileRefused(Invalid):
    """A file can't be a document: its kind, its size, or something inside; the facts say which."""

    code = "document_file_refused"


class TooManyDocuments(YarmarkaError):
    """So many documents were sent of late that somebody should look at them first."""

    code, status = "too_many_documents", 429


class DocumentDecided(YarmarkaError):
    """The document was looked at already, or a newer one stands in its place."""

    code, status = "document_decided", 409


class FileUnseen(YarmarkaError):
    """A document for goods was named without a file: nobody can find right what nobody has seen."""

    code, status = "goods_document_unseen", 409


class DocumentsMissing(YarmarkaError):
    """A merchant can't be let in yet: not all documents that are asked of it are accepted; the facts name which."""

    code, status = "documents_missing", 409


class FaultMissing(Invalid):
    """A document is asked for again without saying why."""

    code = "document_fault_missing"
