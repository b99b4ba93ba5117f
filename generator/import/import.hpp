// A database's schema → models as text: what lower does, the other way round. Knows no connection;
// the command brings what introspect has read.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/model.hpp"
#include "schema/schema.hpp"

namespace tenon::import {

/// What the values of columns are whose own type says it to nobody (a domain, a view's column): by
/// the table as schema::display_name spells it and the column, as introspect::columns gives it.
using ValueTypes = std::map<std::string, std::map<std::string, std::string>>;

/// What came of it when the models of a table or view were tried.
struct Trial {
  /// Said in SQL as far as that goes: no literals as defaults, no enums of checks; of a view
  /// nothing but that it is one.
  bool is_plain = false;
  std::set<std::string> plain_columns = {};  ///< the same of these alone
  std::string problem;                       ///< why it is left alone after all, or ""
};

struct Options {
  std::string dialect;               ///< of the database: "postgresql", "sqlite"
  std::string space;                 ///< the namespace of the entities
  std::vector<std::string> tables;   ///< only these, with their schema or without; empty = all
  std::vector<std::string> schemas;  ///< only these, "public" is the default one; empty = all
  /// The columns of views in their order, by their names as in ValueTypes.
  std::map<std::string, std::vector<std::string>> columns = {};
  /// By schema and name.
  std::map<std::pair<std::string, std::string>, Trial> trials = {};

  /// Whether the table or view is one of these.
  bool has(const std::string& schema, const std::string& name) const;
  Trial trial_of(const std::string& schema, const std::string& name) const;
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

/// Whether models can say what the key does: one that sets NULL is of columns that may be NULL.
bool can_say(const schema::Table& table, const schema::ForeignKey& key);

/// Whether models can have the key: its columns are of the types that those have that it refers to,
/// as the models' schema says. What that has not is none of its matter.
bool can_refer(const schema::Schema& models, const schema::Table& table,
               const schema::ForeignKey& key);

/// What the model's parts are in, without the ending: that of an entity, and of an enum that
/// several entities have; "" of any other enum, which is beside its entity.
std::string file_of(const model::Entity& entity);
std::string file_of(const model::Enum& one, const model::Model& model);

/// As C++ headers: one for each entity, with its enums.
std::vector<File> headers(const model::Model& model);
/// As JSON Schema documents.
std::vector<File> documents(const model::Model& model);

}  // namespace tenon::import
