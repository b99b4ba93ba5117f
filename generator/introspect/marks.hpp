// Which tables of a database changed since the last look, for a small part of what reading them
// costs: whoever looks after each of many steps reads only those again.
#pragma once

#include <map>
#include <set>
#include <string>

#include <tenon/connection.hpp>

#include "schema/operation.hpp"

namespace tenon::introspect {

/// Texts that become others when something changes that introspect() would show.
struct Marks {
  std::map<schema::TableName, std::string> tables;
  std::string rest;  ///< what tables show without being changed themselves: types, views, schemas

  bool operator==(const Marks&) const = default;
};

/// A column or table that is renamed shows in others, too, whose marks stay (PostgreSQL).
Marks marks(Connection& connection);

/// introspect() without other tables than these.
schema::Schema introspect_only(Connection& connection, const std::set<schema::TableName>& tables);

}  // namespace tenon::introspect
