//! The clouds in which services run, as far as anybody here needs them: a table.

use serde_json::{Value, json};

use super::Aiven;
use super::errors::Result;
use crate::kernel::room::Ctx;
use crate::kernel::route::{Nothing, Unread};

/// Name, description, latitude, longitude, region of the world, provider, and that in full.
type Row = (&'static str, &'static str, f64, f64, &'static str, &'static str, &'static str);

const AWS: &str = "Amazon Web Services";
const AZURE: &str = "Microsoft Azure";
const GOOGLE: &str = "Google Cloud Platform";

#[rustfmt::skip] // A table.
const CLOUDS: &[Row] = &[
    ("aws-eu-central-1",      "Europe, Germany - Amazon Web Services: Frankfurt",               50.1, 8.7,   "europe",        "aws",    AWS),
    ("aws-eu-west-1",         "Europe, Ireland - Amazon Web Services: Ireland",                 53.3, -6.3,  "europe",        "aws",    AWS),
    ("aws-us-east-1",         "United States, Virginia - Amazon Web Services: N. Virginia",     38.1, -78.5, "north america", "aws",    AWS),
    ("azure-westeurope",      "Europe, Netherlands - Azure: West Europe",                       52.4, 4.9,   "europe",        "azure",  AZURE),
    ("google-europe-north1",  "Europe, Finland - Google Cloud: Finland",                        60.6, 27.2,  "europe",        "google", GOOGLE),
    ("google-europe-west1",   "Europe, Belgium - Google Cloud: Belgium",                        50.4, 3.8,   "europe",        "google", GOOGLE),
    ("google-us-east1",       "United States, South Carolina - Google Cloud: South Carolina",   33.2, -80.0, "north america", "google", GOOGLE),
];

/// All of them, with a project or without.
///
/// Not like the real one: a handful of more than a hundred.
pub fn list(_: &mut Aiven, _: &mut Ctx<'_, Aiven>, _: Nothing, _: Unread) -> Result<Value> {
    let clouds =
        CLOUDS.iter().map(|(name, description, latitude, longitude, region, provider, full)| {
            json!({
                "cloud_name": name,
                "cloud_description": description,
                "geo_latitude": latitude,
                "geo_longitude": longitude,
                "geo_region": region,
                "provider": provider,
                "provider_description": full,
            })
        });
    Ok(json!({ "clouds": clouds.collect::<Vec<_>>() }))
}

/// Their names.
pub fn names() -> impl Iterator<Item = &'static str> {
    CLOUDS.iter().map(|it| it.0)
}
