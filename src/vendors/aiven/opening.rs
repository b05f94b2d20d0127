//! From premises to the world's first instant: the services that are there at the beginning.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Aiven;
use super::auth::Gate;
use super::integration::{Id, Integration};
use super::premises::{self, Premises, Project};
use super::service::{Connect, Phase, Place, Service};

/// Of the user `avnadmin` in every service that the premises have: everybody knows it.
const PASSWORD: &str = "AVNS_examplePassword0000";
const PORT: u16 = 12_345;

/// `premises` must be free of mistakes.
pub(super) fn open(premises: Premises) -> Aiven {
    let premises = Arc::new(premises);
    let services = premises.projects.iter().map(|project| {
        let services = project.services.iter().map(|it| {
            let service = service(project, it);
            (Arc::clone(&service.place.service), service)
        });
        (project.name.as_str().into(), services.collect::<BTreeMap<_, _>>())
    });
    Aiven {
        gate: Gate::new(&premises),
        services: services.collect(),
        integrations: integrations(&premises),
        tasks: BTreeMap::new(),
        committed: BTreeMap::new(),
        answers: BTreeMap::new(),
        premises,
    }
}

fn service(project: &Project, it: &premises::Service) -> Service {
    let cloud = it.cloud.clone().unwrap_or_else(|| project.cloud.clone());
    let place = place(project, &it.name);
    Service {
        user_config: it.user_config(),
        termination_protection: it.termination_protection,
        phase: if it.powered { Phase::Running } else { Phase::Poweroff },
        running_at: it.running_at,
        connect: Connect::Up(it.connect_at.or(it.running_at)),
        password: PASSWORD.into(),
        port: PORT,
        ..Service::new(place, [it.kind.clone(), it.plan.clone(), cloud])
    }
}

/// Their ids are drawn from nothing: premises have no seed.
fn integrations(premises: &Premises) -> BTreeMap<Id, Integration> {
    let pairs = premises.projects.iter().flat_map(|project| {
        let linked = project.services.iter();
        linked.filter_map(move |it| Some((project, it, it.kafka.as_deref()?)))
    });
    let integrations = pairs.enumerate().map(|(number, (project, connect, kafka))| {
        let id: Id = format!("00000000-0000-4000-8000-{:012x}", number + 1).into();
        let integration = Integration {
            id: Arc::clone(&id),
            kind: "kafka_connect".into(),
            source: place(project, kafka),
            dest: place(project, &connect.name),
            user_config: serde_json::Map::new(),
            is_active: true,
            rest: None,
        };
        (id, integration)
    });
    integrations.collect()
}

fn place(project: &Project, service: &str) -> Place {
    Place { project: project.name.as_str().into(), service: service.into() }
}
