// Stands in for the addon of the server's Kafka client, which npm would have to build. The tools for connectors are REST
// only and never touch it. It goes in front of the server by `--import`.

import Module from "node:module";

const load = Module._load;
const nothing = new Proxy(function () {}, {
  get: (it, name) => it[name] ?? nothing,
  apply: () => "",
});

Module._load = function (request, ...rest) {
  return request === "bindings" ? () => nothing : load.call(this, request, ...rest);
};
