//! MSK Connect on the wire: statuses, headers, shapes, paths.

cases! {
    n001_every_operation_that_succeeds_answers_200 "
        given connector orders
    "
}
