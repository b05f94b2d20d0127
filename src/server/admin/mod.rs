//! The admin API under `/_wavetank/`: what tests and people say to the emulator itself.
//!
//! JSON in and out. No vendor's client ever comes here, and nothing here knows a vendor.

mod about;
mod body;
mod clock;
mod faults;
mod hosts;
mod journal;
mod json;
mod query;
mod recording;
mod sandboxes;
mod scenario;

use std::{
    any::Any,
    iter,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use http::{HeaderValue, Method, StatusCode, header::ALLOW};
use serde_json::Value;

use self::query::Query;
pub(super) use self::{body::mistaken, hosts::Hosts};
use super::{
    Shared, name,
    refusal::Refusal,
    sandbox::{Inside, Interrupted, Sandbox},
};
use crate::kernel::{
    http::{Request, Response},
    nearest::nearest,
};
use crate::world::words;

type Answer = Result<Outcome, Refusal>;

/// What comes of an admin call.
#[expect(clippy::large_enum_variant, reason = "there is one a call, and mostly the large one")]
enum Outcome {
    Answered(Response),
    /// Whatever comes of this, once the sandbox has caught up with its clock.
    Later(Arc<Sandbox>, Box<dyn FnOnce(&mut Inside) -> Answer + Send>),
}

/// Method, path behind `/_wavetank/`, parameters of the query, and the function that answers. Where there is a GET
/// there is a HEAD.
struct Route(Method, &'static str, &'static [&'static str], fn(&Call<'_>) -> Answer);

#[rustfmt::skip] // A table: one line, one function.
const ROUTES: &[Route] = &[
    Route(Method::GET,    "health",           &[],         about::health),
    Route(Method::GET,    "ca.pem",           &[],         about::ca),
    Route(Method::GET,    "operations",       &["vendor"], about::operations),
    Route(Method::GET,    "openapi/{file}",   &[],         about::openapi),
    Route(Method::GET,    "recording",        &[],         recording::show),
    Route(Method::POST,   "recording",        &[],         recording::change),
    Route(Method::GET,    "sandboxes",        &[],         sandboxes::list),
    Route(Method::POST,   "sandboxes",        &[],         sandboxes::create),
    Route(Method::GET,    "sandboxes/{name}", &[],         sandboxes::describe),
    Route(Method::DELETE, "sandboxes/{name}", &[],         sandboxes::delete),
    // Of the sandbox that the request names; also under `sandboxes/{name}/`.
    Route(Method::POST,   "reset",            &[],         sandboxes::reset),
    Route(Method::POST,   "fork",             &[],         sandboxes::fork),
    Route(Method::GET,    "clock",            &[],         clock::show),
    Route(Method::POST,   "clock",            &[],         clock::change),
    Route(Method::GET,    "faults",           &[],         faults::list),
    Route(Method::POST,   "faults",           &[],         faults::add),
    Route(Method::PUT,    "faults",           &[],         faults::replace),
    Route(Method::DELETE, "faults",           &[],         faults::clear),
    Route(Method::DELETE, "faults/{id}",      &[],         faults::remove),
    Route(Method::GET,    "journal",          journal::PARAMETERS, journal::show),
    Route(Method::GET,    "state",            &["vendor"], about::state),
    Route(Method::GET,    "scenario",         &[],         scenario::show),
    Route(Method::POST,   "scenario",         &[],         scenario::load),
];

const ROOT: &str = "/_wavetank";

/// An admin call.
struct Call<'a> {
    shared: &'a Shared,
    /// The sandbox that it is about, if it is about one.
    sandbox: &'a str,
    request: &'a Request,
    query: Query,
    /// What stands in the path where the route has braces.
    label: &'a str,
}

impl Call<'_> {
    /// The sandbox, made if this is the first that is heard of it.
    fn sandbox(&self) -> Result<Arc<Sandbox>, Refusal> {
        self.shared.registry.sandbox(self.sandbox)
    }
}

/// Whether a request with this path (behind a sandbox's prefix) is an admin call.
pub(super) fn is_meant(path: &str) -> bool {
    path.strip_prefix(ROOT).is_some_and(|it| it.is_empty() || it.starts_with('/'))
}

/// Answers the admin call `request`, which names the sandbox `name`.
pub(super) async fn answer(shared: &Shared, name: &str, request: &Request) -> Response {
    let response = answered(shared, name, request).await.unwrap_or_else(Response::from);
    let status = response.status.as_u16();
    tracing::debug!(sandbox = name, method = %request.method, path = request.path(), status, "admin");
    response
}

async fn answered(shared: &Shared, sandbox: &str, request: &Request) -> Result<Response, Refusal> {
    shared.hosts.check(request)?;
    let path = request.path().strip_prefix(ROOT).unwrap_or_default();
    let path = path.strip_prefix('/').unwrap_or(path);
    let (sandbox, path) = match scoped(path) {
        Some((name, _)) if !name::is_valid(name) => return Err(name::unknown(name)),
        Some(scoped) => scoped,
        None => (sandbox, path),
    };
    let here: Vec<_> =
        ROUTES.iter().filter_map(|it| matched(it.1, path).map(|label| (it, label))).collect();
    let method = if request.method == Method::HEAD { &Method::GET } else { &request.method };
    let Some((route, label)) = here.iter().find(|(route, _)| route.0 == method) else {
        let known = here.iter().map(|(route, _)| &route.0);
        return if here.is_empty() {
            Err(not_found(path))
        } else {
            Ok(not_allowed(request, known))
        };
    };
    let Route(_, _, parameters, answer) = route;
    let query = Query::read(request, parameters)?;
    let call = Call { shared, sandbox, request, query, label };
    let caught = catch_unwind(AssertUnwindSafe(|| answer(&call)));
    let outcome = caught.unwrap_or_else(|panic| Err(panicked(panic.as_ref())))?;
    // Who asked may go: what was begun is done all the same, and to its end.
    tokio::spawn(carried_out(outcome)).await.expect("a panic is caught, and nobody aborts it")
}

async fn carried_out(mut outcome: Outcome) -> Result<Response, Refusal> {
    loop {
        match outcome {
            Outcome::Answered(response) => return Ok(response),
            Outcome::Later(sandbox, act) => {
                let acted = sandbox.caught_up(act).await;
                outcome = acted.unwrap_or_else(|it| Err(interrupted(&it)))?;
            }
        }
    }
}

fn interrupted(by: &Interrupted) -> Refusal {
    match by {
        Interrupted::Panicked(panic) => panicked(panic.as_ref()),
        Interrupted::BegunAnew => {
            let message = "the sandbox was begun anew, or deleted, before it had come that far";
            Refusal::new(StatusCode::CONFLICT, "begun_anew", message)
        }
    }
}

/// Name and rest of `sandboxes/{name}/{rest}`.
fn scoped(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix("sandboxes/")?.split_once('/')
}

/// What stands in `path` for the braces of `pattern`; empty if it has none.
fn matched<'a>(pattern: &str, path: &'a str) -> Option<&'a str> {
    let Some((before, _)) = pattern.split_once('{') else {
        return (pattern == path).then_some("");
    };
    path.strip_prefix(before).filter(|label| !label.is_empty() && !label.contains('/'))
}

fn panicked(panic: &(dyn Any + Send)) -> Refusal {
    let what = words(panic);
    tracing::error!("an admin call panicked: {what}");
    let message = format!("an admin call panicked: {what}");
    Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "panic", message)
}

fn not_found(path: &str) -> Refusal {
    let mut paths: Vec<_> = ROUTES.iter().map(|it| it.1).collect();
    paths.dedup();
    let message = format!("there is no `{ROOT}/{path}` in the admin API");
    let hint = match nearest(path, paths.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("under {ROOT}/ there are: {}", paths.join(", ")),
    };
    Refusal::new(StatusCode::NOT_FOUND, "unknown_path", message).hint(hint)
}

fn not_allowed<'a>(request: &Request, allowed: impl Iterator<Item = &'a Method>) -> Response {
    let with_head = |it: &'a Method| {
        iter::once(it.as_str()).chain((it == Method::GET).then_some(Method::HEAD.as_str()))
    };
    let allowed: Vec<_> = allowed.flat_map(with_head).collect();
    let allowed = allowed.join(", ");
    let message = format!("`{}` takes no {}", request.path(), request.method);
    let mut response = Response::from(
        Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message)
            .hint(format!("it takes {allowed}")),
    );
    let allowed = HeaderValue::from_str(&allowed).expect("methods are plain text");
    response.headers.insert(ALLOW, allowed);
    response
}

fn ok(body: &Value) -> Answer {
    answered_with(Response::json(StatusCode::OK, body))
}

fn created(body: &Value) -> Answer {
    answered_with(Response::json(StatusCode::CREATED, body))
}

fn no_content() -> Answer {
    answered_with(Response::new(StatusCode::NO_CONTENT, ""))
}

fn answered_with(response: Response) -> Answer {
    Ok(Outcome::Answered(response))
}

/// What comes of `act` in the sandbox of the call, at the time at which it was called.
fn in_time(call: &Call<'_>, act: impl FnOnce(&mut Inside) -> Answer + Send + 'static) -> Answer {
    Ok(Outcome::Later(call.sandbox()?, Box::new(act)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_matches_its_own_path_and_no_two_are_the_same() {
        for (index, Route(method, path, ..)) in ROUTES.iter().enumerate() {
            assert!(matched(path, path).is_some(), "{path}");
            let twice = ROUTES[..index].iter().any(|it| it.0 == method && it.1 == *path);
            assert!(!twice, "{method} {path}");
        }
    }

    #[test]
    fn every_call_stands_in_the_readme_with_its_parameters() {
        let readme = include_str!("../../../README.md");
        for Route(method, path, parameters, _) in ROUTES {
            let said: Vec<_> = parameters.iter().map(|it| format!("{it}=")).collect();
            let query =
                if said.is_empty() { String::new() } else { format!("?{}", said.join("&")) };
            let call = format!("/_wavetank/{path}{query}`");
            let method = format!("`{method}");
            let is_row =
                |it: &str| it.starts_with('|') && it.contains(&call) && it.contains(&method);
            assert!(readme.lines().any(is_row), "{method} {call}");
        }
    }

    #[test]
    fn a_label_is_one_segment_and_not_empty() {
        assert_eq!(matched("faults/{id}", "faults/7"), Some("7"));
        assert_eq!(matched("faults", "faults"), Some(""));
        for path in ["faults", "faults/", "faults/7/x", "fault/7"] {
            assert_eq!(matched("faults/{id}", path), None, "{path}");
        }
    }

    #[test]
    fn only_paths_under_the_root_are_admin_calls() {
        assert!(is_meant("/_wavetank/health") && is_meant("/_wavetank"));
        assert!(!is_meant("/_wavetanks") && !is_meant("/v1/_wavetank/health") && !is_meant(""));
    }
}
