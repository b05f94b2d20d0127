//! MSK Connect on the wire: statuses, headers, shapes, paths.

use crate::{Case, case};

pub fn cases() -> Vec<Case> {
    vec![case(
        "001 every operation that succeeds answers 200",
        "given connector orders",
    )]
}
