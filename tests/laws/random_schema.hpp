// Random schemas, and random changes to them, from a seed: the same seed gives the same schemas on
// every machine. What it makes is valid: keys exist, types of foreign keys agree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace tenon::laws {

class RandomSchema {
 public:
  /// `plain_types` keeps to types whose literals every database reads alike.
  explicit RandomSchema(std::uint64_t seed, bool plain_types = false)
      : random_(seed), plain_types_(plain_types) {}

  /// From here on, tables move between SQL schemas, and names are exchanged.
  void move_names() { moves_names_ = true; }
  schema::Schema make();
  /// One change of a random kind; it may find nothing to change.
  void mutate(schema::Schema& schema);
  /// A number from 0 to n - 1.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }

 private:
  schema::ColumnType type();
  schema::Column column();
  schema::Table table(const schema::Schema& schema);
  std::string name(const char* stem) { return stem + std::to_string(++counter_); }
  /// Makes the column computed from another one when there is one that does, or plain again.
  void compute(schema::Table& table, schema::Column& column);
  std::vector<std::string> some_columns(const schema::Table& table, std::size_t most);
  void add_foreign_key(schema::Schema& schema, schema::Table& table);
  void add_primary_key(schema::Table& table);
  void add_unique(schema::Table& table);
  void add_check(schema::Table& table);
  void add_index(schema::Table& table);
  void decorate(schema::Index& index, const schema::Column& column);
  void alter_column(const schema::Schema& schema, schema::Table& table);
  void add_enum(schema::Schema& schema);
  void alter_enum(schema::EnumType& type);
  void use_enum(const schema::Schema& schema, schema::Column& column);
  void rename_constraint(schema::Table& table);
  void rename_value(schema::Table& table);
  void rename_column(schema::Schema& schema, schema::Table& table);
  /// Or into another SQL schema, or both.
  void rename_table(schema::Schema& schema, schema::Table& table);
  void exchange_columns(schema::Schema& schema, schema::Table& table);
  void exchange_tables(schema::Schema& schema);
  void drop_something(schema::Table& table);
  void add_view(schema::Schema& schema);
  void alter_view(schema::Schema& schema);
  schema::Table* any_table(schema::Schema& schema);

  std::mt19937_64 random_;
  bool plain_types_;
  bool moves_names_ = false;
  int counter_ = 0;
};

/// Takes out what refers to something that is not there or does not fit any more.
void prune(schema::Schema& schema);
/// The same of views, which come last.
void prune_views(schema::Schema& schema);

}  // namespace tenon::laws
