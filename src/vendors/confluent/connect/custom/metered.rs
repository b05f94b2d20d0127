//! Lifts handlers of custom plugins, whose good answers say how many calls are left.

use serde::{Serialize, de::DeserializeOwned};

use crate::kernel::http::Response;
use crate::kernel::room::Ctx;
use crate::kernel::route::{self, Body, It};
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::errors::Result;

/// A handler whose answer is 200 and JSON.
pub(super) fn typed<P: DeserializeOwned, B: Body, A: Serialize>(
    (vendor, ctx, call): It<'_, '_, Confluent>,
    handler: impl FnOnce(&mut Confluent, &mut Ctx<'_, Confluent>, P, B) -> Result<A>,
) -> Result<Response> {
    let answer = route::typed((&mut *vendor, &mut *ctx, call), handler)?;
    Ok(counted(vendor, ctx, answer))
}

/// A handler that writes its answer itself.
pub(super) fn written<P: DeserializeOwned, B: Body>(
    (vendor, ctx, call): It<'_, '_, Confluent>,
    handler: impl FnOnce(&mut Confluent, &mut Ctx<'_, Confluent>, P, B) -> Result<Response>,
) -> Result<Response> {
    let answer = route::written((&mut *vendor, &mut *ctx, call), handler)?;
    Ok(counted(vendor, ctx, answer))
}

fn counted(vendor: &mut Confluent, ctx: &Ctx<'_, Confluent>, mut answer: Response) -> Response {
    vendor.connect.custom.allowance.spend(&mut answer.headers, ctx.now());
    answer
}
