//! Resources of one kind in one account and Region: found by id and by name, listed in pages.
//!
//! What kind they are, and what happens to them, is not known here.

use std::collections::BTreeMap;
use std::ops::Bound::{self, Excluded, Included, Unbounded};
use std::ops::RangeBounds;
use std::sync::Arc;

use jiff::Timestamp;

use super::arns::Id;
use super::behaviour::ListOrder;
use super::shapes::Texts;

/// What every resource has.
#[derive(Debug, Clone)]
pub(super) struct Card {
    pub id: Id,
    pub arn: Arc<str>,
    pub name: Arc<str>,
    pub created_at: Timestamp,
    pub tags: Texts,
    /// How often something was begun with it: a timer of an earlier turn comes too late.
    pub turn: u32,
    /// Likewise for delays of what reads see.
    pub lag: u32,
    /// Reads do not see yet what was done.
    pub lags: bool,
    /// Reads do not see it at all yet.
    pub is_hidden: bool,
    /// It is deleted, and stays only for reads that do not see that yet.
    pub is_gone: bool,
}

pub(super) trait Carded {
    fn card(&self) -> &Card;
}

/// Creation, then ARN.
type Place = (Timestamp, Arc<str>);

/// The ids of what is listed, in the order of the list.
type Ids<'a> = Box<dyn Iterator<Item = Id> + 'a>;

/// A prefix that so few names have is looked up among the names; otherwise the list is walked.
const FEW: usize = 1_000;

#[derive(Debug, Clone)]
pub(super) struct Shelf<R> {
    items: BTreeMap<Id, Box<R>>,
    names: BTreeMap<Arc<str>, Id>,
    order: BTreeMap<Place, Id>,
}

impl<R> Default for Shelf<R> {
    fn default() -> Self {
        Self { items: BTreeMap::new(), names: BTreeMap::new(), order: BTreeMap::new() }
    }
}

impl<R: Carded> Shelf<R> {
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// Names are free again once the resource is gone.
    pub(super) fn has_name(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    pub(super) fn insert(&mut self, item: R) {
        let Card { id, arn, name, created_at, .. } = item.card();
        self.names.insert(Arc::clone(name), *id);
        self.order.insert((*created_at, Arc::clone(arn)), *id);
        self.items.insert(*id, Box::new(item));
    }

    /// The resource of that id, if its ARN is this one in every letter.
    pub(super) fn find(&self, id: Id, arn: &str) -> Option<&R> {
        self.items.get(&id).map(|it| &**it).filter(|it| &*it.card().arn == arn)
    }

    pub(super) fn find_mut(&mut self, id: Id, arn: &str) -> Option<&mut R> {
        self.items.get_mut(&id).map(|it| &mut **it).filter(|it| &*it.card().arn == arn)
    }

    pub(super) fn remove(&mut self, id: Id) -> Option<R> {
        let item = *self.items.remove(&id)?;
        let Card { arn, name, created_at, .. } = item.card();
        self.names.remove(name);
        self.order.remove(&(*created_at, Arc::clone(arn)));
        Some(item)
    }

    /// By creation, then ARN.
    pub(super) fn iter(&self) -> impl Iterator<Item = &R> {
        self.order.values().map(|id| self.at(*id))
    }

    /// What reads see of the resources whose names begin with `prefix`, in that order, behind the key
    /// `after`, each with its key.
    pub(super) fn list<'a: 'p, 'p>(
        &'a self,
        prefix: &'p str,
        order: ListOrder,
        after: Option<&str>,
    ) -> impl Iterator<Item = (String, &'a R)> + use<'a, 'p, R> {
        let ids = match order {
            ListOrder::Name => self.by_name(prefix, after),
            ListOrder::Creation | ListOrder::NewestFirst => self.by_place(prefix, order, after),
        };
        let items = ids.map(|id| self.at(id));
        let items = items.filter(move |it| {
            let card = it.card();
            !card.is_hidden && card.name.starts_with(prefix)
        });
        items.map(move |it| (key(it.card(), order), it))
    }

    fn by_name<'a>(&'a self, prefix: &'a str, after: Option<&str>) -> Ids<'a> {
        let from = after.filter(|it| *it >= prefix).map_or(Included(prefix), Excluded);
        let named = self.names.range::<str, _>((from, Unbounded));
        let named = named.take_while(move |(name, _)| name.starts_with(prefix));
        Box::new(named.map(|(_, id)| *id))
    }

    /// More than those whose names begin so, where these are many.
    fn by_place<'a>(&'a self, prefix: &str, order: ListOrder, after: Option<&str>) -> Ids<'a> {
        let is_reversed = order == ListOrder::NewestFirst;
        let after = after.and_then(place).map_or(Unbounded, Excluded);
        let behind = if is_reversed { (Unbounded, after) } else { (after, Unbounded) };
        let few = if prefix.is_empty() { None } else { self.few(prefix, &behind) };
        match (few, is_reversed) {
            (Some(ids), false) => Box::new(ids.into_iter()),
            (Some(ids), true) => Box::new(ids.into_iter().rev()),
            (None, false) => Box::new(self.order.range(behind).map(|(_, id)| *id)),
            (None, true) => Box::new(self.order.range(behind).rev().map(|(_, id)| *id)),
        }
    }

    /// The ids of the resources whose names begin with `prefix` and whose places lie within those bounds, by
    /// place; `None` if so many names begin with it that they are not few.
    fn few(&self, prefix: &str, within: &(Bound<Place>, Bound<Place>)) -> Option<Vec<Id>> {
        let named = self.names.range::<str, _>((Included(prefix), Unbounded));
        let named = named.take_while(|(name, _)| name.starts_with(prefix)).take(FEW + 1);
        let named: Vec<_> = named.map(|(_, id)| self.at(*id).card()).collect();
        if named.len() > FEW {
            return None;
        }
        let places = named.into_iter().map(|it| ((it.created_at, Arc::clone(&it.arn)), it.id));
        let mut places: Vec<_> = places.filter(|(place, _)| within.contains(place)).collect();
        places.sort_unstable();
        Some(places.into_iter().map(|(_, id)| id).collect())
    }

    fn at(&self, id: Id) -> &R {
        self.items.get(&id).expect("what is named and listed is there")
    }
}

/// A place in a list, as page tokens carry it. No two resources of a shelf have one name.
fn key(card: &Card, order: ListOrder) -> String {
    match order {
        ListOrder::Name => card.name.to_string(),
        ListOrder::Creation | ListOrder::NewestFirst => {
            format!("{}/{}", card.created_at.as_nanosecond(), card.arn)
        }
    }
}

fn place(key: &str) -> Option<Place> {
    let (created_at, arn) = key.split_once('/')?;
    Some((Timestamp::from_nanosecond(created_at.parse().ok()?).ok()?, arn.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Carded for Card {
        fn card(&self) -> &Card {
            self
        }
    }

    fn shelf(names: impl IntoIterator<Item = String>) -> Shelf<Card> {
        let mut shelf = Shelf::default();
        for (id, name) in (0..).zip(names) {
            shelf.insert(Card {
                id,
                arn: format!("arn/{name}").into(),
                name: name.into(),
                // Two at each instant.
                created_at: Timestamp::new(i64::try_from(id / 2).unwrap(), 0).unwrap(),
                tags: Texts::default(),
                turn: 0,
                lag: 0,
                lags: false,
                is_hidden: false,
                is_gone: false,
            });
        }
        shelf
    }

    const ORDERS: [ListOrder; 3] = [ListOrder::Creation, ListOrder::NewestFirst, ListOrder::Name];

    fn listed(shelf: &Shelf<Card>, prefix: &str, order: ListOrder, items: usize) -> Vec<String> {
        let (mut names, mut after) = (Vec::new(), None);
        loop {
            let page: Vec<_> = shelf.list(prefix, order, after.as_deref()).take(items).collect();
            let Some((last, _)) = page.last() else { return names };
            after = Some(last.clone());
            names.extend(page.iter().map(|(_, it)| it.name.to_string()));
        }
    }

    #[test]
    fn pages_of_any_size_hold_each_resource_once_and_in_order() {
        let shelf = shelf(["b", "a1", "c", "a/1", "a-1"].map(str::to_owned));
        let all = [
            ["a1", "b", "a/1", "c", "a-1"],
            ["a-1", "c", "a/1", "b", "a1"],
            ["a-1", "a/1", "a1", "b", "c"],
        ];
        for (order, all) in ORDERS.into_iter().zip(all) {
            let few: Vec<_> = all.into_iter().filter(|it| it.starts_with('a')).collect();
            for items in 1..7 {
                assert_eq!(listed(&shelf, "", order, items), all);
                assert_eq!(listed(&shelf, "a", order, items), few);
            }
            assert_eq!(listed(&shelf, "a1 ", order, 9), [""; 0]);
        }
    }

    #[test]
    fn a_prefix_finds_the_same_whether_few_names_have_it_or_many() {
        let many = 2 * FEW;
        let shelf = shelf((0..many).map(|it| format!("{it:05}")));
        for order in ORDERS {
            assert_eq!(listed(&shelf, "0", order, 100), listed(&shelf, "", order, 100));
            assert_eq!(listed(&shelf, "0000", order, 3).len(), 10);
        }
    }

    #[test]
    fn a_place_holds_when_what_stood_there_is_gone() {
        for order in ORDERS {
            let mut shelf = shelf(["a", "b", "c"].map(str::to_owned));
            let page: Vec<_> = shelf.list("", order, None).take(2).collect();
            let (key, id) = (page[1].0.clone(), page[1].1.id);
            let last = shelf.list("", order, Some(&key)).map(|(_, it)| it.name.to_string());
            let last: Vec<_> = last.collect();
            shelf.remove(id);
            let left = shelf.list("", order, Some(&key)).map(|(_, it)| it.name.to_string());
            assert_eq!(left.collect::<Vec<_>>(), last);
            assert_eq!(last.len(), 1);
        }
    }

    #[test]
    fn what_is_removed_is_neither_found_nor_named_nor_listed() {
        let mut shelf = shelf(["a", "b"].map(str::to_owned));
        assert!(shelf.find(0, "arn/a").is_some());
        assert!(shelf.find(0, "arn/b").is_none());
        assert!(shelf.remove(0).is_some());
        assert!(!shelf.has_name("a") && shelf.find_mut(0, "arn/a").is_none());
        assert!(ORDERS.iter().all(|order| listed(&shelf, "", *order, 9) == ["b"]));
    }
}
