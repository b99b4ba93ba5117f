// The tables of a project, made at once in an empty database. Part of Tenon::testing: for the
// generated create_all.
#pragma once

#include <string_view>
#include <vector>

#include <tenon/dialect.hpp>

namespace tenon {

class Engine;

/// What makes all tables in one kind of database.
struct TablesOf {
  Dialect dialect;
  std::vector<std::string_view> statements;
};

/// Runs the statements of the engine's database in one transaction. Throws Error misuse when there
/// are none for its kind, and what the database throws.
void create_tables(Engine& engine, const std::vector<TablesOf>& tables);

}  // namespace tenon
