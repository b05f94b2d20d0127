//! Amazon Resource Names of MSK Connect: made, taken apart, and held against their caller.
//!
//! Forms: AWS Service Authorization Reference, "Actions, resources, and condition keys for Amazon Managed
//! Streaming for Apache Kafka Connect". Nothing here knows what exists.

use super::auth::Caller;
use super::errors::{Error, Result};
use super::wording;
use crate::kernel::cut;

/// The UUID of a resource, as a number: short to compare in large maps.
pub(super) type Id = u128;

/// What stands behind a UUID. What AWS means by it is not documented; it is a small number.
const SUFFIX: &str = "-2";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Connector,
    CustomPlugin,
    WorkerConfiguration,
    ConnectorOperation,
}

impl Kind {
    /// As ARNs name it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Connector => "connector",
            Self::CustomPlugin => "custom-plugin",
            Self::WorkerConfiguration => "worker-configuration",
            Self::ConnectorOperation => "connector-operation",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [Self::Connector, Self::CustomPlugin, Self::WorkerConfiguration, Self::ConnectorOperation]
            .into_iter()
            .find(|it| it.word() == word)
    }
}

/// An ARN's parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arn<'a> {
    pub partition: &'a str,
    pub region: &'a str,
    pub account: &'a str,
    pub kind: Kind,
    /// Any text; of an operation the name of its connector.
    pub name: &'a str,
    /// The UUID and what follows it; of an operation those of its connector.
    uuid: &'a str,
}

impl<'a> Arn<'a> {
    /// `None` if `text` is no ARN of MSK Connect.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (partition, rest) = cut::first(text.strip_prefix("arn:")?, b':')?;
        let (service, rest) = cut::first(rest, b':')?;
        let (region, rest) = cut::first(rest, b':')?;
        let (account, resource) = cut::first(rest, b':')?;
        if service != "kafkaconnect" || [partition, region, account].contains(&"") {
            return None;
        }
        let (kind, rest) = cut::first(resource, b'/')?;
        let kind = Kind::of(kind)?;
        // A name may have slashes in it, what follows it has none.
        let (before, last) = cut::last(rest, b'/')?;
        let is_operation = kind == Kind::ConnectorOperation;
        let (name, uuid) = if is_operation { cut::last(before, b'/')? } else { (before, last) };
        Some(Self { partition, region, account, kind, name, uuid })
    }

    /// `None`: nothing that was ever given out.
    pub(super) fn id(&self) -> Option<Id> {
        self.uuid.get(..36).and_then(number)
    }

    /// An ARN that a caller names in `field`: 400 if it is none of such a `kind`, or belongs to others.
    pub(super) fn of_caller(
        text: &'a str,
        kind: Kind,
        field: &str,
        caller: &Caller,
    ) -> Result<Self> {
        let arn = Self::parse(text).filter(|it| it.kind == kind);
        let arn = arn.ok_or_else(|| Error::invalid(field, wording::NOT_AN_ARN))?;
        arn.check_place(field, caller)?;
        Ok(arn)
    }

    pub(super) fn check_place(&self, field: &str, caller: &Caller) -> Result<()> {
        let here = self.region == &*caller.region
            && self.account == &*caller.account
            && self.partition == caller.partition;
        if here { Ok(()) } else { Err(Error::invalid(field, wording::ELSEWHERE)) }
    }
}

/// The ARN of a new resource of the caller's.
pub(super) fn resource(caller: &Caller, kind: Kind, name: &str, uuid: &str) -> String {
    let Caller { partition, region, account, .. } = caller;
    let place = ["arn:", partition, ":kafkaconnect:", region, ":", account, ":"].concat();
    [&place, kind.word(), "/", name, "/", uuid, SUFFIX].concat()
}

/// The ARN of an operation on the connector of that ARN.
pub(super) fn operation(connector: &str, uuid: &str) -> String {
    let (place, rest) = connector.split_once(":connector/").expect("a connector's ARN");
    format!("{place}:{}/{rest}/{uuid}", Kind::ConnectorOperation.word())
}

/// A UUID as a number.
pub(super) fn number(uuid: &str) -> Option<Id> {
    let bytes: &[u8; 36] = uuid.as_bytes().try_into().ok()?;
    let half = |text: &[u8], hyphens: [usize; 2]| {
        text.iter().enumerate().try_fold(0, |number: u64, (at, byte)| {
            if hyphens.contains(&at) {
                return (*byte == b'-').then_some(number);
            }
            Some(number << 4 | u64::from(char::from(*byte).to_digit(16)?))
        })
    };
    let (high, low) = (half(&bytes[..18], [8, 13])?, half(&bytes[18..], [0, 5])?);
    Some(Id::from(high) << 64 | Id::from(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    const UUID: &str = "0a1b2c3d-1111-2222-3333-444455556666";

    #[test]
    fn an_arn_is_taken_apart() {
        #[rustfmt::skip]
        let cases = [
            (format!("connector/orders/{UUID}-2"),                        Some(("orders", true))),
            (format!("connector/a/b:c é/{UUID}-13"),                      Some(("a/b:c é", true))),
            (format!("connector-operation/orders/{UUID}-2/{UUID}"),       Some(("orders", true))),
            ("custom-plugin/p/no-uuid".into(),                            Some(("p", false))),
            (format!("connector/{UUID}-2"),                               None),
            (format!("topic/orders/{UUID}-2"),                            None),
        ];
        for (resource, expected) in cases {
            let text = format!("arn:aws:kafkaconnect:us-east-1:123456789012:{resource}");
            let arn = Arn::parse(&text);
            assert_eq!(arn.map(|it| (it.name, it.id().is_some())), expected, "{text}");
        }
        assert_eq!(Arn::parse("arn:aws:kafka:us-east-1:123456789012:connector/a/b"), None);
        assert_eq!(Arn::parse("arn:aws:kafkaconnect::123456789012:connector/a/b"), None);
        assert_eq!(Arn::parse("orders"), None);
    }

    #[test]
    fn a_uuid_is_a_number() {
        assert_eq!(
            number("00000000-0000-4000-8000-00000000000f"),
            Some(0x4000_8000_0000_0000_000f)
        );
        assert_eq!(number(&UUID[1..]), None);
        assert_eq!(number("0a1b2c3d-1111-2222-3333+444455556666"), None);
        assert_eq!(number("0a1b2c3d-1111-2222-3333-44445555666é"), None);
    }

    #[test]
    fn an_operation_is_named_after_its_connector() {
        let connector = format!("arn:aws:kafkaconnect:us-east-1:123456789012:connector/o/{UUID}-2");
        let expected =
            format!("arn:aws:kafkaconnect:us-east-1:123456789012:connector-operation/o/{UUID}-2/u");
        assert_eq!(operation(&connector, "u"), expected);
    }
}
