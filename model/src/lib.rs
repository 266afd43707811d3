//! The city as types and arithmetic.
