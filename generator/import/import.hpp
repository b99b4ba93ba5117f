// A database's schema → models as text: what lower does, the other way round. Knows no connection;
// the command brings what introspect has read.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/model.hpp"
#include "schema/schema.hpp"

namespace tenon::import {

/// What the values of columns are whose own type says it to nobody (a domain, a view's column): by
/// the table as schema::display_name spells it and the column, as introspect::columns gives it.
using ValueTypes = std::map<std::string, std::map<std::string, std::string>>;

struct Options {
  std::string dialect;               ///< of the database: "postgresql", "sqlite"
  std::string space;                 ///< the namespace of the entities
  std::vector<std::string> tables;   ///< only these, with their schema or without; empty = all
  std::vector<std::string> schemas;  ///< only these, "public" is the default one; empty = all
  /// The columns of views in their order, by their names as in ValueTypes.
  std::map<std::string, std::vector<std::string>> columns = {};
  bool has_view_queries = true;  ///< else views are somebody else's
};

struct Result {
  model::Model model;
  /// What the models do not say, a sentence each: "table logs is left alone: it has no primary
  /// key".
  std::vector<std::string> left;
  std::vector<std::string> unknown;  ///< of the options' tables: those that do not exist
};

/// The models of the schema's tables and views, in the order of their names. The same schema gives
/// the same models.
Result models_of(const schema::Schema& schema, const ValueTypes& types, const Options& options);

struct File {
  std::string path;  ///< relative to the folder of the models
  std::string text;
};

/// The tool that keeps what it has applied to a database in a table of this name, or "".
std::string tool_of(const std::string& table);

/// Whether models can say where NULLs stand in the index.
bool can_say(const schema::Index& index);

/// The part of the schema that these models are of: what canonical() has to take.
schema::Schema part_of(const schema::Schema& schema, const model::Model& model);

/// As C++ headers: one for each entity, with its enums.
std::vector<File> headers(const model::Model& model);
/// As JSON Schema documents.
std::vector<File> documents(const model::Model& model);

}  // namespace tenon::import
