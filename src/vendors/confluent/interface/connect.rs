//! Connect v1, for the document.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{ACCEPTED, CREATED, OK, Shapes, of_service, silent};
use crate::kernel::interface::{Answer, Shape, of};
use crate::vendors::confluent::connect::connector::{Info, Status};
use crate::vendors::confluent::connect::places::{Here, There};
use crate::vendors::confluent::connect::validate::Report;
use crate::vendors::confluent::connect::{Config, connectors, offsets, plugins};
use crate::vendors::confluent::surface::Surface;

fn shows<P: JsonSchema, A: JsonSchema>() -> Shape {
    Shape::asks::<P>().answers::<A>(OK)
}

#[rustfmt::skip] // A table: one operation, one line.
pub(super) fn shapes() -> Shapes {
    let accepted = || silent(Shape::asks::<There>(), ACCEPTED);
    of_service(Surface::Connect, vec![
        ("listConnectv1Connectors",                   Shape::asks::<connectors::Listed>().with(Answer::new(OK).json(names_or_expansions))),
        ("createConnectv1Connector",                  Shape::asks::<Here>().tells::<connectors::Create>().answers::<Info>(CREATED)),
        ("readConnectv1Connector",                    shows::<There, Info>()),
        ("deleteConnectv1Connector",                  shows::<There, connectors::Gone>()),
        ("getConnectv1ConnectorConfig",               shows::<There, Config>()),
        ("createOrUpdateConnectv1ConnectorConfig",    shows::<There, Info>().tells::<Config>()),
        ("pauseConnectv1Connector",                   accepted()),
        ("resumeConnectv1Connector",                  accepted()),
        ("restartConnectv1Connector",                 accepted()),
        ("readConnectv1ConnectorStatus",              shows::<There, Status>()),
        ("readConnectv1ConnectorErrorRecommendations", shows::<There, connectors::ErrorRecommendations>()),
        ("listConnectv1ConnectorTasks",               shows::<There, Vec<connectors::Task>>()),
        ("getConnectv1ConnectorOffsets",              shows::<There, offsets::Read>()),
        ("alterConnectv1ConnectorOffsetsRequest",     Shape::asks::<There>().tells::<offsets::Alter>().answers::<offsets::Asked>(ACCEPTED)),
        ("getConnectv1ConnectorOffsetsRequestStatus", shows::<There, offsets::Progress>()),
        ("listConnectv1ConnectorPlugins",             shows::<Here, Vec<plugins::Offered>>()),
        ("validateConnectv1ConnectorPlugin",          shows::<plugins::Which, Report<'_>>().tells::<Config>()),
        ("translateConnectv1ConnectorPlugin",         shows::<plugins::Which, plugins::Translation>().tells::<Config>()),
    ])
}

fn names_or_expansions(schemas: &mut SchemaGenerator) -> Schema {
    let names = of::<Vec<String>>(schemas);
    let expansion = of::<connectors::Expansion>(schemas);
    json_schema!({ "anyOf": [names, { "type": "object", "additionalProperties": expansion }] })
}
