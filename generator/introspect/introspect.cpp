#include "introspect/introspect.hpp"

#include "introspect/postgresql/catalog.hpp"
#include "introspect/sqlite/master.hpp"

namespace tenon::introspect {

schema::Schema introspect(Connection& connection, std::vector<std::string>* notes) {
  return connection.dialect() == Dialect::sqlite ? sqlite::read(connection, notes)
                                                 : postgresql::read(connection, {}, notes);
}

std::vector<std::string> others(Connection& connection) {
  return connection.dialect() == Dialect::sqlite ? std::vector<std::string>{}
                                                 : postgresql::others(connection);
}

schema::Schema canonical(Connection& connection, const schema::Schema& schema) {
  return connection.dialect() == Dialect::sqlite ? sqlite::canonical(schema)
                                                 : postgresql::canonical(connection, schema);
}

std::vector<Refusal> refused(Connection& connection, const schema::Schema& schema) {
  return connection.dialect() == Dialect::sqlite ? sqlite::refused(schema)
                                                 : postgresql::refused(connection, schema);
}

schema::Schema canonical(Connection& connection, const schema::Schema& schema,
                         const schema::Schema& live) {
  return connection.dialect() == Dialect::sqlite ? sqlite::canonical(schema)
                                                 : postgresql::canonical(connection, schema, live);
}

}  // namespace tenon::introspect
