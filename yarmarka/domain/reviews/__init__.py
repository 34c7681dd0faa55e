"""What people say of goods that they received: reviews, questions, and what staff decide about them."""
