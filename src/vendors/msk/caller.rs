//! For whom a call speaks, and what they may do.
//!
//! Made by `auth` only.

use std::sync::Arc;

use super::refusals::AuthError;
use crate::kernel::glob::{self, Case};

/// For whom a call speaks. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Twelve digits.
    pub account: Arc<str>,
    /// From the credential's scope, or the one that is pinned.
    pub region: Arc<str>,
    /// `aws`, `aws-cn` or `aws-us-gov`.
    pub partition: &'static str,
    pub access_key: Arc<str>,
    /// The end of the caller's ARN: `user/developer`.
    pub principal: Arc<str>,
    pub(super) rights: Option<Arc<Rights>>,
}

/// What an access key may do: nothing that is denied, and only what is allowed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rights {
    /// Patterns of operations.
    pub(super) deny: Vec<String>,
    /// `None`: all.
    pub(super) allow: Option<Vec<String>>,
}

impl Caller {
    /// `arn:aws:iam::123456789012:user/developer`; of a role's session `arn:aws:sts::...`.
    pub fn arn(&self) -> String {
        let session =
            ["assumed-role/", "federated-user/"].iter().any(|it| self.principal.starts_with(it));
        let service = if session { "sts" } else { "iam" };
        format!("arn:{}:{service}::{}:{}", self.partition, self.account, self.principal)
    }

    /// Refuses with [`AuthError::Denied`] what the caller's key may not do. `resource` is an ARN, or empty.
    pub fn authorize(&self, operation: &str, resource: &str) -> Result<(), AuthError> {
        let any = |patterns: &[String]| patterns.iter().any(|it| covers(it, operation));
        let may = |rights: &Rights| !any(&rights.deny) && rights.allow.as_deref().is_none_or(any);
        if self.rights.as_deref().is_none_or(may) {
            return Ok(());
        }
        let resource = if resource.is_empty() { "*" } else { resource }.to_owned();
        Err(AuthError::Denied { caller: self.arn(), operation: operation.to_owned(), resource })
    }
}

/// Whether an action's pattern (`Delete*`, `kafkaconnect:Delete*`) means `operation`, in any case, as in IAM.
pub(super) fn covers(pattern: &str, operation: &str) -> bool {
    let pattern = pattern.strip_prefix("kafkaconnect:").unwrap_or(pattern);
    glob::covers(pattern, operation, Case::Ignored)
}
