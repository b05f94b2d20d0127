//! `OperationService`, and all operations of a world.
//!
//! How one goes on is said in `course`.

use std::collections::BTreeMap;
use std::sync::Arc;

use http::HeaderValue;

use super::behaviour::{Cancel, ListedResponse};
use super::calls::unary;
use super::errors::{Error, Result};
use super::message::{self, Fields, KAFKA, Message};
use super::operation::{Id, Operation};
use super::{Yandex, clusters, course, pages};
use crate::kernel::http::Response;
use crate::kernel::room::{Ctx, observe};
use crate::kernel::route::It;

/// A client's key, the operation of the API that it was used with, and who used it.
pub(super) type Key = (String, &'static str, Arc<str>);

#[derive(Debug, Clone, Default)]
pub(super) struct Operations {
    held: BTreeMap<Id, Operation>,
    /// By cluster, in the order in which they began.
    of_cluster: BTreeMap<Arc<str>, Vec<Id>>,
    keys: BTreeMap<Key, Id>,
}

impl Operations {
    pub(super) fn find(&self, id: &str) -> Option<&Operation> {
        self.held.get(id)
    }

    pub(super) fn find_mut(&mut self, id: &str) -> Option<&mut Operation> {
        self.held.get_mut(id)
    }

    pub(super) fn insert(&mut self, operation: Operation) {
        let of_cluster = self.of_cluster.entry(Arc::clone(&operation.cluster)).or_default();
        of_cluster.push(Arc::clone(&operation.id));
        self.held.insert(Arc::clone(&operation.id), operation);
    }

    pub(super) fn forget(&mut self, id: &str) {
        let Some(operation) = self.held.remove(id) else { return };
        if let Some(ids) = self.of_cluster.get_mut(&operation.cluster) {
            ids.retain(|it| **it != *id);
        }
        self.keys.retain(|_, it| **it != *id);
    }

    /// Those of a cluster, in the order in which they began.
    pub(super) fn of_cluster(&self, cluster: &str) -> impl DoubleEndedIterator<Item = &Operation> {
        let ids = self.of_cluster.get(cluster).into_iter().flatten();
        ids.filter_map(|id| self.held.get(id))
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Operation> {
        self.held.values()
    }

    /// The operation that was begun with that key.
    pub(super) fn begun_with(&self, key: &Key) -> Option<Id> {
        self.keys.get(key).cloned()
    }

    pub(super) fn remember(&mut self, key: Key, id: &Id) {
        self.keys.insert(key, Arc::clone(id));
    }
}

/// What counts the reads for which an operation is not seen yet.
pub(super) fn lag_key(id: &str) -> String {
    format!("{id}/lag")
}

pub(super) fn get(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Message> {
    let id = request.text("operation_id");
    observe(yandex, ctx, &lag_key(id));
    seen(yandex, id)?;
    observe(yandex, ctx, id);
    Ok(seen(yandex, id)?.view())
}

/// Best effort: the operation as it is then.
pub(super) fn cancel(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Message> {
    let id = Arc::clone(&seen(yandex, request.text("operation_id"))?.id);
    if yandex.premises.behaviour.cancel == Cancel::Effective {
        course::cancel(yandex, ctx, &id);
    }
    Ok(seen(yandex, &id)?.view())
}

/// `ClusterService.ListOperations`: newest first, which is UNCONFIRMED.
pub(super) fn list(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Message> {
    let id = request.text("cluster_id");
    clusters::known(yandex, id)?;
    let page = pages::open(ctx, &format!("{id}/operations"), &request)?;
    let after = page.after().map(str::to_owned);
    let shown = yandex.operations.of_cluster(id).enumerate().filter(|(_, it)| !it.is_hidden);
    let shown: Vec<_> = shown.map(|(nth, it)| (format!("{nth:020}"), it)).collect();
    let newest_first = shown.into_iter().rev();
    let rest = newest_first.filter(|(key, _)| after.as_ref().is_none_or(|after| key < after));
    let (shown, token) = page.cut(rest);
    let shown: Vec<_> = match yandex.premises.behaviour.listed_response {
        ListedResponse::Status => shown.into_iter().map(Operation::listed).collect(),
        ListedResponse::Resource => shown.into_iter().map(Operation::view).collect(),
    };
    let answer = message::new(&format!("{KAFKA}.ListClusterOperationsResponse"));
    Ok(pages::closed(answer.with("operations", shown), token))
}

/// The operation, if it is shown.
fn seen<'a>(yandex: &'a Yandex, id: &str) -> Result<&'a Operation> {
    let found = yandex.operations.find(id).filter(|it| !it.is_hidden);
    found.ok_or_else(|| Error::no_operation(id))
}

/// `OperationService.Get`. How often to ask is told in a header that the Go SDK knows.
pub(super) fn answer(it: It<'_, '_, Yandex>) -> Result<Response> {
    let interval = it.0.premises.behaviour.poll_interval;
    let mut response = unary(it, get)?;
    if let Some(seconds) = interval {
        response.headers.insert("x-operation-poll-interval", HeaderValue::from(seconds));
    }
    Ok(response)
}
