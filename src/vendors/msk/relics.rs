//! What is left of connectors that are deleted: their operations, where they are kept.
//!
//! UNCONFIRMED: whether AWS keeps them, and how long. Here it is a matter of how many connectors.

use std::collections::VecDeque;
use std::sync::Arc;

use super::connector::Connector;
use super::operations::Operation;

/// Of an account in a Region; those that were deleted first come first.
#[derive(Debug, Clone, Default)]
pub(super) struct Relics(VecDeque<Relic>);

#[derive(Debug, Clone)]
pub(super) struct Relic {
    /// Of the connector.
    pub arn: Arc<str>,
    /// The oldest first.
    pub operations: Vec<Operation>,
}

impl Relics {
    /// Keeps the operations of a connector that is gone, and those of no more than `kept` at all.
    pub(super) fn keep(&mut self, connector: Connector, kept: usize) {
        let Connector { card, operations, .. } = connector;
        if kept > 0 {
            self.0.push_back(Relic { arn: card.arn, operations });
        }
        while self.0.len() > kept {
            self.0.pop_front();
        }
    }

    /// The operations of the connector of that ARN.
    pub(super) fn of(&self, arn: &str) -> Option<&[Operation]> {
        self.iter().find(|it| *it.arn == *arn).map(|it| &*it.operations)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Relic> {
        self.0.iter()
    }
}
