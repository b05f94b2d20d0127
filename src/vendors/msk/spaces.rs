//! What an account has in a Region, and how it is found: for those who change it, and for those who read.
//!
//! Which kinds of resources there are is known here, what happens to them is not.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::arns::{self, Arn, Id, Kind};
use super::auth::Caller;
use super::behaviour::Behaviour;
use super::connector::Connector;
use super::errors::{Error, Result};
use super::plugin::CustomPlugin;
use super::relics::Relics;
use super::shapes::Texts;
use super::shelf::{Card, Carded, Shelf};
use super::worker_configuration::WorkerConfiguration;
use super::{Due, Msk};
use crate::kernel::lifecycle::Takes;
use crate::kernel::room::{Ctx, observe};

/// All that an account has in a Region.
#[derive(Debug, Clone, Default)]
pub(super) struct Space {
    pub connectors: Shelf<Connector>,
    pub plugins: Shelf<CustomPlugin>,
    pub workers: Shelf<WorkerConfiguration>,
    pub relics: Relics,
    /// Workers of all connectors together, as the quota counts them.
    pub workers_held: u64,
}

/// By account, then by Region.
#[derive(Debug, Clone, Default)]
pub(super) struct Spaces(BTreeMap<Arc<str>, BTreeMap<Arc<str>, Space>>);

impl Spaces {
    pub(super) fn of(&self, account: &str, region: &str) -> Option<&Space> {
        self.0.get(account)?.get(region)
    }

    pub(super) fn of_mut(&mut self, account: &str, region: &str) -> Option<&mut Space> {
        self.0.get_mut(account)?.get_mut(region)
    }

    /// The caller's, made if it is not there yet.
    pub(super) fn of_caller(&mut self, caller: &Caller) -> &mut Space {
        let regions = self.0.entry(Arc::clone(&caller.account)).or_default();
        regions.entry(Arc::clone(&caller.region)).or_default()
    }

    /// Account, Region, and what is there.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str, &Space)> {
        self.0.iter().flat_map(|(account, regions)| {
            regions.iter().map(|(region, space)| (&**account, &**region, space))
        })
    }
}

/// One of the kinds of resources.
pub(super) trait Resource: Carded + Sized {
    const KIND: Kind;
    fn card_mut(&mut self) -> &mut Card;
    fn shelf(space: &Space) -> &Shelf<Self>;
    fn shelf_mut(space: &mut Space) -> &mut Shelf<Self>;
    /// Keeps what reads see, until [`reveal`](Self::reveal).
    fn keep(&mut self);
    /// Reads see from now on what there is.
    fn reveal(&mut self);
    /// It is off its shelf: what `behaviour` keeps of it goes to its place.
    fn bequeath(self, _space: &mut Space, _behaviour: &Behaviour) {}
}

impl Msk {
    /// The resource of that ARN, whatever reads see of it.
    pub(super) fn find<R: Resource>(&self, arn: &Arn<'_>, text: &str) -> Option<&R> {
        R::shelf(self.spaces.of(arn.account, arn.region)?).find(arn.id()?, text)
    }

    pub(super) fn find_mut<R: Resource>(&mut self, arn: &Arn<'_>, text: &str) -> Option<&mut R> {
        R::shelf_mut(self.spaces.of_mut(arn.account, arn.region)?).find_mut(arn.id()?, text)
    }

    /// The resource that the caller wants to change: 400 if `text` is no ARN of the caller's, 404 if
    /// nothing has it.
    pub(super) fn own<R: Resource>(
        &mut self,
        caller: &Caller,
        text: &str,
        field: &str,
    ) -> Result<&mut R> {
        let arn = Arn::of_caller(text, R::KIND, field, caller)?;
        let found = self.find_mut::<R>(&arn, text).filter(|it| !it.card().is_gone);
        found.ok_or_else(|| Error::not_found(field))
    }

    /// The resource as reads see it, if they do. Lists of what belongs to it are no reads that count.
    pub(super) fn see<R: Resource>(&self, caller: &Caller, text: &str, field: &str) -> Result<&R> {
        let arn = Arn::of_caller(text, R::KIND, field, caller)?;
        let found = self.find::<R>(&arn, text).filter(|it| !it.card().is_hidden);
        found.ok_or_else(|| Error::not_found(field))
    }

    /// The resource that the caller wants to read, if reads see it yet. The read is counted.
    pub(super) fn read<R: Resource>(
        &mut self,
        ctx: &mut Ctx<'_, Self>,
        text: &str,
        field: &str,
    ) -> Result<&mut R> {
        let arn = Arn::of_caller(text, R::KIND, field, ctx.caller())?;
        observe(self, ctx, text);
        let may_lag = !ctx.settings().lag.is_empty();
        if may_lag && self.find::<R>(&arn, text).is_some_and(|it| it.card().lags) {
            observe(self, ctx, &lag_key(text));
        }
        let found = self.find_mut::<R>(&arn, text).filter(|it| !it.card().is_hidden);
        found.ok_or_else(|| Error::not_found(field))
    }
}

/// The card of a new resource. Its id is drawn by its name and by how many of that name there were, so
/// that it does not depend on what happens to other names.
pub(super) fn card<R: Resource>(
    ctx: &mut Ctx<'_, Msk>,
    caller: &Caller,
    name: &str,
    tags: Texts,
) -> Card {
    let (Caller { account, region, .. }, kind) = (caller, R::KIND.word());
    let nth = ctx.count(&["msk", account, region, kind, name].join("/"));
    let uuid = ctx.draw(&["msk", account, region, kind, name, &nth.to_string()]).uuid();
    Card {
        id: arns::number(&uuid).expect("a UUID"),
        arn: arns::resource(caller, R::KIND, name, &uuid).into(),
        name: name.into(),
        created_at: ctx.now(),
        tags,
        turn: 0,
        lag: 0,
        lags: false,
        is_hidden: false,
        is_gone: false,
    }
}

/// Lets something end with the resource when `takes` is over, in place of what was under way with it.
pub(super) fn begin<R: Resource>(ctx: &mut Ctx<'_, Msk>, resource: &mut R, takes: Takes) {
    resource.card_mut().turn += 1;
    ctx.cancel_reads(&resource.card().arn);
    go_on(ctx, resource, takes);
}

/// Lets what is under way with the resource go on, or end, when `takes` is over.
pub(super) fn go_on<R: Resource>(ctx: &mut Ctx<'_, Msk>, resource: &R, takes: Takes) {
    let Card { arn, turn, .. } = resource.card();
    ctx.begin(arn, takes, Due::Phase { arn: Arc::clone(arn), turn: *turn });
}

/// What reads of `arn` that do not see yet what was done are counted by.
fn lag_key(arn: &str) -> String {
    format!("{arn} lag")
}

/// Lets reads see what the operation that is being handled does only after a while, if the settings say so:
/// to be called before anything is done. `is_new`: reads see nothing at all until then.
pub(super) fn lag<R: Resource>(ctx: &mut Ctx<'_, Msk>, resource: &mut R, is_new: bool) {
    let arn = Arc::clone(&resource.card().arn);
    let takes = ctx.lag(&arn);
    if matches!(takes, Takes::AtOnce | Takes::Reads(0)) {
        return;
    }
    if !is_new {
        resource.keep();
    }
    let card = resource.card_mut();
    card.is_hidden |= is_new;
    card.lags = true;
    card.lag += 1;
    let (key, lag) = (lag_key(&arn), card.lag);
    ctx.cancel_reads(&key);
    ctx.begin(&key, takes, Due::Reveal { arn, lag });
}

/// Lets reads see what was done, unless something was done again meanwhile.
pub(super) fn reveal<R: Resource>(msk: &mut Msk, text: &str, lag: u32) {
    let arn = Arn::parse(text).expect("ARNs of our own");
    let behaviour = *msk.behaviour();
    let Some(resource) = msk.find_mut::<R>(&arn, text).filter(|it| it.card().lag == lag) else {
        return;
    };
    resource.reveal();
    let card = resource.card_mut();
    (card.lags, card.is_hidden) = (false, false);
    if card.is_gone {
        let id = card.id;
        let space = msk.spaces.of_mut(arn.account, arn.region).expect("it was just there");
        take_out::<R>(space, id, &behaviour);
    }
}

/// Removes what is deleted, or leaves it for the reads that do not see that yet: its name is taken so long.
pub(super) fn remove<R: Resource>(
    space: &mut Space,
    (id, text): (Id, &str),
    behaviour: &Behaviour,
) {
    let shelf = R::shelf_mut(space);
    let Some(resource) = shelf.find_mut(id, text) else { return };
    let card = resource.card_mut();
    card.turn += 1;
    card.is_gone = true;
    if !card.lags {
        take_out::<R>(space, id, behaviour);
    }
}

fn take_out<R: Resource>(space: &mut Space, id: Id, behaviour: &Behaviour) {
    if let Some(resource) = R::shelf_mut(space).remove(id) {
        resource.bequeath(space, behaviour);
    }
}
