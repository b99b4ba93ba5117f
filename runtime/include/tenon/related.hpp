// The rows that belong to many rows at once, read with one statement: `load_posts(users)` of a
// generated repository.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include <tenon/joined.hpp>
#include <tenon/list.hpp>
#include <tenon/param.hpp>
#include <tenon/relation.hpp>
#include <tenon/row.hpp>

namespace tenon {

/// First `add` for each row, then `next` while it gives true: `row()` belongs to the row that was
/// added as number `place()`, counted from 0. Rows of one place come in the order of their key. The
/// database compares the keys, so they are equal where it says so, whatever their types and
/// collations.
class RelatedRows {
 public:
  /// Removed rows are hidden unless `removed` says otherwise, those between always.
  RelatedRows(Session& session, const Relation& relation, Removed removed = Removed::hidden);
  RelatedRows(const RelatedRows&) = delete;
  RelatedRows& operator=(const RelatedRows&) = delete;

  /// The next row's values of the columns that the relation joins; they are copied. One that is
  /// NULL joins nothing.
  void add(Params key) { keys_.add(key); }

  /// Steps to the first or next row; false after the last one. The first call sends the statement,
  /// or none when nothing can belong.
  bool next();
  const Row& row() const { return rows_->row(); }
  std::size_t place() const { return keys_.places_[at_].second; }

  /// To be called behind the last row, where there is a row for each: throws Error not_found when
  /// one of them is missing.
  void require_each() const;

 private:
  Session& session_;
  const Relation& relation_;
  Removed removed_;
  JoinedKeys keys_;
  std::size_t found_ = 0;
  std::optional<Rows> rows_;
  std::size_t at_ = 0;   // in the keys' places, of the current row
  std::size_t end_ = 0;  // behind the last place of the current row
};

}  // namespace tenon
