#include "introspect/introspect.hpp"

#include "introspect/marks.hpp"
#include "introspect/postgresql/catalog.hpp"
#include "introspect/sqlite/master.hpp"

namespace tenon::introspect {

schema::Schema introspect(Connection& connection, std::vector<Note>* notes) {
  return connection.dialect() == Dialect::sqlite ? sqlite::read(connection, notes, nullptr)
                                                 : postgresql::read(connection, {}, notes);
}

void name_called(Connection& connection, schema::Schema& live) {
  if (connection.dialect() == Dialect::postgresql) postgresql::name_called(connection, live);
}

schema::Schema introspect_only(Connection& connection, const std::set<schema::TableName>& tables) {
  return connection.dialect() == Dialect::sqlite ? sqlite::read(connection, nullptr, &tables)
                                                 : postgresql::read_only(connection, tables);
}

Marks marks(Connection& connection) {
  return connection.dialect() == Dialect::sqlite ? sqlite::marks(connection)
                                                 : postgresql::marks(connection);
}

std::vector<std::string> others(Connection& connection) {
  if (connection.dialect() == Dialect::postgresql) return postgresql::others(connection);
  std::vector<std::string> sentences = sqlite::unsaid(connection, nullptr);
  for (std::string& one : sentences) one += ", which models cannot say";
  return sentences;
}

std::vector<std::string> unsaid(Connection& connection, const schema::Schema& known) {
  return connection.dialect() == Dialect::sqlite ? sqlite::unsaid(connection, &known)
                                                 : postgresql::unsaid(connection, known);
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
                         const schema::Schema& live, std::vector<std::string>* notes) {
  return connection.dialect() == Dialect::sqlite
             ? sqlite::canonical(schema)
             : postgresql::canonical(connection, schema, live, notes);
}

}  // namespace tenon::introspect
