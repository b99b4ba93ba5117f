#include "schema/dialect.hpp"

#include "schema/postgresql/postgresql_dialect.hpp"
#include "schema/sql_text.hpp"
#include "schema/sqlite/sqlite_dialect.hpp"

namespace tenon::schema {

std::string Dialect::quote(std::string_view identifier) const { return quote_name(identifier); }

std::string Dialect::placeholder(int n) const { return "$" + std::to_string(n); }

std::string Dialect::create_all(const Schema& schema) const {
  std::string script;
  for (const std::string& sql : create_statements(schema)) {
    script += (script.empty() ? "" : "\n") + sql + ";\n";
  }
  return script;
}

std::unique_ptr<Dialect> make_dialect(std::string_view name, const PlanOptions& options) {
  if (name == "postgresql") return postgresql::make("public", options);
  if (name == "sqlite") return sqlite::make();
  return nullptr;
}

const std::vector<std::string>& dialect_names() {
  static const std::vector<std::string> names{"postgresql", "sqlite"};
  return names;
}

}  // namespace tenon::schema
