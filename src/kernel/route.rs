//! Operations as a table: from a request to one plain function, and back.

mod percent;
mod segments;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::de::value::{BorrowedStrDeserializer, Error as ArgsError, MapDeserializer};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use self::percent::{decode, encode, plus};
use super::grpc;
use super::http::{Request, Response};
use super::lifecycle::Takes;
use super::rejection::{Place, Rejection};
use super::room::{Ctx, Vendor};

/// What a route does with a call.
pub type Run<V> = fn(It<'_, '_, V>) -> Result<Response, <V as Vendor>::Error>;
/// The vendor's state, the way to the kernel, and the call.
pub type It<'a, 'k, V> = (&'a mut V, &'a mut Ctx<'k, V>, &'a Call<'a>);

/// One documented operation.
#[derive(Debug)]
pub struct Route<V: Vendor> {
    /// The vendor's own name of the operation.
    pub name: &'static str,
    pub method: Method,
    /// With `{labels}`, each one percent-encoded segment.
    pub path: &'static str,
    pub run: Run<V>,
    /// Where the call names its resource.
    pub named: Named,
    /// The label whose value may be a secret: neither journal nor log tell it.
    pub secret: Option<&'static str>,
    pub fidelity: Fidelity,
    /// Document and section.
    pub source: &'static str,
    /// What the asynchronous part takes in reality; at once if there is none.
    pub takes: Takes,
    /// Whether it takes that only where all take what they take in reality: nobody sees that it is under way.
    pub only_in_reality: bool,
    /// What the asynchronous part can end as, beside the good end.
    pub ends: &'static [&'static str],
    /// Another method that does the same, where documents differ.
    pub also: Option<Method>,
    /// The path of the same operation in gRPC; `None` where the vendor has none.
    pub rpc: Option<&'static str>,
    /// Whether it lists in pages.
    pub is_paged: bool,
    /// Whether in gRPC one call has many messages, each of them answered as a call of its own.
    pub is_stream: bool,
}

/// Where a call says which resource it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    Nowhere,
    /// In the path, as this label.
    Label(&'static str),
    /// In the query, as this parameter.
    Parameter(&'static str),
    /// In the body, as this member of the object.
    Member(&'static str),
}

/// How near an operation comes to the real one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fidelity {
    /// Everything documented is there.
    Exact,
    /// Something documented is missing: the operation's doc comment says what.
    Partial,
    /// Answers, and does nothing.
    Stub,
}

impl<V: Vendor> Route<V> {
    pub fn new(name: &'static str, method: Method, path: &'static str, run: Run<V>) -> Self {
        let (named, fidelity, source) = (Named::Nowhere, Fidelity::Exact, "");
        let (takes, ends): (_, &[_]) = (Takes::AtOnce, &[]);
        let (also, rpc, is_paged, is_stream, secret) = (None, None, false, false, None);
        Self {
            name,
            method,
            path,
            run,
            named,
            secret,
            fidelity,
            source,
            takes,
            only_in_reality: false,
            ends,
            also,
            rpc,
            is_paged,
            is_stream,
        }
    }

    #[must_use]
    pub fn also(self, method: Method) -> Self {
        Self { also: Some(method), ..self }
    }

    #[must_use]
    pub fn rpc(self, path: &'static str) -> Self {
        Self { rpc: Some(path), ..self }
    }

    #[must_use]
    pub fn paged(self) -> Self {
        Self { is_paged: true, ..self }
    }

    #[must_use]
    pub fn stream(self) -> Self {
        Self { is_stream: true, ..self }
    }

    fn takes_method(&self, method: &Method) -> bool {
        self.method == *method || self.also.as_ref() == Some(method)
    }

    #[must_use]
    pub fn named(self, named: Named) -> Self {
        Self { named, ..self }
    }

    #[must_use]
    pub fn secret(self, label: &'static str) -> Self {
        Self { secret: Some(label), ..self }
    }

    #[must_use]
    pub fn source(self, source: &'static str) -> Self {
        Self { source, ..self }
    }

    #[must_use]
    pub fn fidelity(self, fidelity: Fidelity) -> Self {
        Self { fidelity, ..self }
    }

    /// From `from` to `to` seconds in reality; and what it can end as if something is wrong.
    #[must_use]
    pub fn takes(self, (from, to): (u64, u64), ends: &'static [&'static str]) -> Self {
        Self { takes: Takes::seconds(from, to), ends, ..self }
    }

    #[must_use]
    pub fn only_in_reality(self) -> Self {
        Self { only_in_reality: true, ..self }
    }
}

/// All operations of a vendor.
#[derive(Debug)]
pub struct Table<V: Vendor> {
    routes: Vec<Route<V>>,
    /// By path: indexes of the routes with that path.
    router: matchit::Router<Vec<usize>>,
    /// By path in gRPC, likewise.
    rpcs: BTreeMap<&'static str, usize>,
    /// What stands before secrets in paths.
    before_secrets: Vec<Vec<&'static str>>,
}

/// Of a path, decoded.
type Labels<'a> = Vec<(&'static str, Cow<'a, str>)>;

/// What a table makes of a request.
pub enum Found<'a, V: Vendor> {
    Route(&'static Route<V>, Labels<'a>),
    /// The path is there, for these methods.
    OtherMethods(Vec<&'static Method>),
    Nothing,
}

impl<V: Vendor> Table<V> {
    /// Panics where two routes cannot be told apart.
    pub fn new(routes: impl IntoIterator<Item = Route<V>>) -> Self {
        let routes: Vec<_> = routes.into_iter().collect();
        let mut by_path: Vec<(&str, Vec<usize>)> = Vec::new();
        for (index, route) in routes.iter().enumerate() {
            match by_path.iter_mut().find(|(path, _)| *path == route.path) {
                Some((_, indexes)) => indexes.push(index),
                None => by_path.push((route.path, vec![index])),
            }
        }
        let mut router = matchit::Router::new();
        for (path, indexes) in by_path {
            router.insert(path, indexes).expect("no two routes conflict");
        }
        let rpcs = routes.iter().enumerate().filter_map(|(index, it)| Some((it.rpc?, index)));
        let mut before_secrets: Vec<_> =
            routes.iter().filter_map(segments::before_secret).collect();
        before_secrets.dedup();
        Self { rpcs: rpcs.collect(), routes, router, before_secrets }
    }

    pub fn routes(&self) -> &[Route<V>] {
        &self.routes
    }

    pub fn find<'a>(&'static self, request: &'a Request) -> Found<'a, V> {
        if !self.rpcs.is_empty() && grpc::is_call(request) {
            let index = self.rpcs.get(request.path());
            return index.map_or(Found::Nothing, |it| Found::Route(&self.routes[*it], Vec::new()));
        }
        let Ok(found) = self.router.at(V::routed(request.path())) else { return Found::Nothing };
        let mut routes = found.value.iter().map(|index| &self.routes[*index]);
        match routes.clone().find(|it| it.takes_method(&request.method)) {
            Some(route) => {
                let labels = found.params.iter().map(|(name, value)| (name, decode(value)));
                Found::Route(route, labels.collect())
            }
            None => Found::OtherMethods(routes.by_ref().map(|it| &it.method).collect()),
        }
    }

    /// Where in the target of a request a secret stands: in a path that is only nearly right, too.
    pub fn hidden(&self, request: &Request) -> Range<usize> {
        let hidden = |it: &Vec<_>| segments::behind(request.path(), it);
        let Some(start) = self.before_secrets.iter().find_map(hidden) else { return 0..0 };
        request.prefix_bytes + start..request.wire_path().len()
    }

    /// Whether gRPC has an operation of many messages under that path.
    pub fn is_stream(&self, path: &str) -> bool {
        self.rpcs.get(path).is_some_and(|it| self.routes[*it].is_stream)
    }
}

/// A request as a route sees it.
pub struct Call<'a> {
    pub request: &'a Request,
    pub operation: &'static str,
    pub named: Named,
    /// The path of the operation in gRPC, whichever way the call has come.
    pub rpc: Option<&'static str>,
    labels: Labels<'a>,
}

impl<'a> Call<'a> {
    pub fn new<V: Vendor>(
        request: &'a Request,
        route: &'static Route<V>,
        labels: Labels<'a>,
    ) -> Self {
        Self { request, operation: route.name, named: route.named, rpc: route.rpc, labels }
    }

    /// The labels of the path, decoded once.
    pub fn labels(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.labels.iter().map(|(name, value)| (*name, &**value))
    }

    /// A label of the path, decoded once.
    pub fn label(&self, name: &str) -> Option<&str> {
        self.labels.iter().find(|(label, _)| *label == name).map(|(_, value)| &**value)
    }

    /// The parameters of the query, decoded once.
    pub fn parameters(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
        let pairs = self.request.query().split('&').filter(|it| !it.is_empty());
        let pairs = pairs.map(|it| it.split_once('=').unwrap_or((it, "")));
        pairs.map(|(name, value)| (decode(name), decode(value)))
    }

    /// The first parameter of that name in the query, decoded once.
    pub fn parameter(&self, name: &str) -> Option<Cow<'_, str>> {
        self.parameters().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The resource that the call is about, as it names it; empty if it does not.
    pub fn identity(&self) -> Cow<'_, str> {
        match self.named {
            Named::Nowhere => Cow::Borrowed(""),
            Named::Label(name) => Cow::Borrowed(self.label(name).unwrap_or_default()),
            Named::Parameter(name) => self.parameter(name).unwrap_or_default(),
            Named::Member(name) => super::rejection::member(&self.request.body, name).into(),
        }
    }

    /// Path labels and query parameters together, as `P` wants them; a label goes before a parameter of
    /// the same name.
    pub fn args<P: DeserializeOwned>(&self, plus_is_space: bool) -> Result<P, Rejection> {
        let query = self.request.query();
        if query.is_empty() {
            let labels = self.labels.iter().map(|(name, value)| (*name, Text(value)));
            let args = P::deserialize(MapDeserializer::<_, ArgsError>::new(labels));
            return args.map_err(|error| Rejection::new(Place::Query, &error.to_string()));
        }
        let is_label = |pair: &&str| {
            let name = pair.split('=').next().unwrap_or_default();
            self.label(&decode(name)).is_some()
        };
        let labels = self.labels.iter();
        let labels = labels.map(|(name, value)| format!("{name}={}", encode(value)));
        let pairs = query.split('&').filter(|pair| !pair.is_empty() && !is_label(pair));
        let pairs = pairs.map(|pair| if plus_is_space { pair.to_owned() } else { plus(pair) });
        let form = labels.chain(pairs).collect::<Vec<_>>().join("&");
        let args = serde_path_to_error::deserialize(serde_html_form::Deserializer::from_bytes(
            form.as_bytes(),
        ));
        args.map_err(|error| Rejection::at(Place::Query, error.path(), &error.inner().to_string()))
    }
}

/// A label's value: text, whatever is asked for.
struct Text<'a>(&'a str);

impl<'de> serde::de::IntoDeserializer<'de, ArgsError> for Text<'de> {
    type Deserializer = BorrowedStrDeserializer<'de, ArgsError>;

    fn into_deserializer(self) -> Self::Deserializer {
        BorrowedStrDeserializer::new(self.0)
    }
}

/// For a handler that takes no labels or parameters, or whose body is an object without members.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Nothing {}

/// For a handler without a body: whatever is sent as one is not looked at.
#[derive(Debug)]
pub struct Unread;

/// What a handler takes as the body of a call.
pub trait Body: Sized {
    fn read(bytes: &[u8]) -> Result<Self, Rejection>;
}

impl Body for Unread {
    fn read(_: &[u8]) -> Result<Self, Rejection> {
        Ok(Self)
    }
}

impl<B: DeserializeOwned> Body for B {
    fn read(bytes: &[u8]) -> Result<Self, Rejection> {
        super::rejection::object(bytes)
    }
}

/// Lifts a handler from `(args, body) -> answer` to what a [`Route`] runs; the answer is 200 and JSON.
pub fn typed<V: Vendor, P: DeserializeOwned, B: Body, A: Serialize>(
    it: It<'_, '_, V>,
    handler: impl FnOnce(&mut V, &mut Ctx<'_, V>, P, B) -> Result<A, V::Error>,
) -> Result<Response, V::Error> {
    let answer = decoded(it, handler)?;
    Ok(Response::json(StatusCode::OK, &answer))
}

/// The same for an answer of 200 without a body, which is said to be JSON all the same.
pub fn silent<V: Vendor, P: DeserializeOwned, B: Body>(
    it: It<'_, '_, V>,
    handler: impl FnOnce(&mut V, &mut Ctx<'_, V>, P, B) -> Result<(), V::Error>,
) -> Result<Response, V::Error> {
    decoded(it, handler)?;
    Ok(Response { body: bytes::Bytes::new(), ..Response::json(StatusCode::OK, &()) })
}

/// The same for a handler that writes its answer itself, since it only borrows what it shows.
pub fn written<V: Vendor, P: DeserializeOwned, B: Body>(
    it: It<'_, '_, V>,
    handler: impl FnOnce(&mut V, &mut Ctx<'_, V>, P, B) -> Result<Response, V::Error>,
) -> Result<Response, V::Error> {
    decoded(it, handler)
}

fn decoded<V: Vendor, P: DeserializeOwned, B: Body, A>(
    (vendor, ctx, call): It<'_, '_, V>,
    handler: impl FnOnce(&mut V, &mut Ctx<'_, V>, P, B) -> Result<A, V::Error>,
) -> Result<A, V::Error> {
    let args = call.args(V::PLUS_IS_SPACE)?;
    let body = B::read(&call.request.body)?;
    handler(vendor, ctx, args, body)
}
