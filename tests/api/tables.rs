//! What holds for the route tables of all vendors.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use wavetank::kernel::journal::Event;
use wavetank::kernel::signatory::Signatory;
use wavetank::vendors::{self, Signers};
use wavetank::world::{Setup, World};

use crate::support::calls;

#[test]
fn no_two_operations_of_a_vendor_share_a_name_or_a_path_and_method() {
    let (mut names, mut paths) = (BTreeSet::new(), BTreeSet::new());
    for it in vendors::operations() {
        assert!(names.insert((it.vendor, it.name)), "{} is there twice", it.name);
        assert!(paths.insert((it.vendor, it.method.clone(), it.path)), "{} {}", it.method, it.path);
    }
}

/// The way from the wire to a row of the table, for every row.
#[test]
fn every_row_is_reached_by_its_own_path() {
    let labels = Regex::new(r"\{[^}]*\}").expect("a regex");
    for it in vendors::operations() {
        let path = labels.replace_all(it.path, "some%2Flabel");
        let mut world = World::new(&Setup::default());
        let mut request = calls::call((&it.method, &path), None, "", world.now());
        let signers = Signers::new(&BTreeMap::new()).expect("no premises have no mistakes");
        let at = world.now();
        signers.sign(&mut request, &Signatory { key: None, secret: None, region: None, at });
        let answer = world.handle(world.now(), &request);
        let entry = world.journal().entries().next().expect("an entry");
        let Event::Call(call) = &entry.event else { panic!("no call: {entry:?}") };
        assert_eq!((call.vendor, call.operation), (Some(it.vendor), Some(it.name)));
        assert!(answer.status != 501 && answer.status != 500, "{}: {answer:?}", it.name);
    }
}

#[test]
fn every_row_says_where_it_is_documented() {
    for it in vendors::operations() {
        assert!(!it.source.is_empty(), "{} has no source", it.name);
    }
}

#[test]
fn what_can_end_badly_takes_time() {
    for it in vendors::operations() {
        assert!(it.ends.is_empty() || it.takes_time, "{} ends at once", it.name);
    }
}

/// The document that a vendor tells of its operations has all of them, and every good answer.
#[test]
fn a_document_has_every_operation() {
    let documents = vendors::ALL.iter().filter_map(|it| Some((it.operations(), it.document()?)));
    for (operations, document) in documents {
        for it in operations {
            let told = &document["paths"][it.path][it.method.to_lowercase()];
            assert_eq!(told["operationId"], it.name, "{} {}", it.method, it.path);
            let answers = told["responses"].as_object().expect("answers");
            assert!(answers.keys().any(|it| it.starts_with('2')), "{}", it.name);
            let labels = it.path.matches('{').count();
            let parameters = told["parameters"].as_array().expect("parameters");
            let in_path = parameters.iter().filter(|it| it["in"] == "path").count();
            assert_eq!(in_path, labels, "{}", it.name);
        }
    }
}
