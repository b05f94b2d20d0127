//! Answers that are no JSON: Jetty's page for too many requests, a storage's XML, and what a gateway says.
//!
//! A part of `errors`.

use http::{HeaderValue, StatusCode, header};

use crate::kernel::http::Response;

/// The page of Jetty's `DoSFilter`, byte for byte (Kafka REST API, `createKafkaLink`, 429). The gateway
/// takes `/kafka` off the path before Jetty sees it.
pub fn of_jetty(status: StatusCode, path: &str) -> Response {
    let code = status.as_u16();
    let reason = status.canonical_reason().unwrap_or_default();
    let uri = escaped(path.strip_prefix("/kafka").unwrap_or(path));
    let page = format!(
        "<html> <head> <meta http-equiv=\"Content-Type\" content=\"text/html;charset=utf-8\"/> \
         <title>Error {code} {reason}</title> </head> <body> <h2>HTTP ERROR {code} {reason}</h2> \
         <table> <tr> <th>URI:</th> <td>{uri}</td> </tr> <tr> <th>STATUS:</th> <td>{code}</td> \
         </tr> <tr> <th>MESSAGE:</th> <td>{reason}</td> </tr> <tr> <th>SERVLET:</th> \
         <td>default</td> </tr> </table> </body> </html>"
    );
    with_type(Response::new(status, page), "text/html")
}

/// The XML of Amazon S3, with a request's id and a host's.
pub fn of_storage(
    status: StatusCode,
    (code, message): (&str, &str),
    (request, host): (String, String),
) -> Response {
    let (message, request) = (escaped(message), request.to_uppercase());
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message>\
         <RequestId>{request}</RequestId><HostId>{host}</HostId></Error>"
    );
    with_type(Response::new(status, body), "application/xml")
}

pub fn of_gateway(status: StatusCode, message: &str) -> Response {
    with_type(Response::new(status, message.to_owned()), "text/plain")
}

fn with_type(mut response: Response, kind: &'static str) -> Response {
    response.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;")
}
