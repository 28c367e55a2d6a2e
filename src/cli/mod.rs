//! Command line types and printing; no work is done here.
