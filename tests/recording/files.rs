//! Files that are no recordings, or not whole ones.
