#include <string>
#include <utility>
#include <vector>

#include <tenon/session.hpp>
#include <tenon/table.hpp>

#include "insert_text.hpp"

namespace tenon {

namespace {

// What a batch gives back is kept until it ends: one of them takes so many rows.
constexpr std::int64_t part = 1'000;

/// A statement that writes what `insert` does, whose errors are told as its own.
DynamicStatement like(const SqlText& insert, std::string sql) {
  if (insert.table == nullptr) return DynamicStatement{std::move(sql)};
  return {*insert.table, std::move(sql)};
}

DynamicStatement each(const SqlText& insert) {
  return like(insert, std::string{detail::InsertText{insert.text}.without_returning});
}

/// The columns of a COPY: those whose default the database shall evaluate are not among them.
std::string copy_text(const Statement& insert, const std::vector<bool>& is_left_out) {
  const detail::InsertText text{insert.text(Dialect::postgresql).text};
  std::string sql = "copy " + std::string{text.table};
  std::string_view separator = " (";
  for (std::size_t i = 0; i < text.columns.size(); ++i) {
    if (is_left_out[i]) continue;
    sql.append(separator).append(text.columns[i]);
    separator = ", ";
  }
  return sql + ") from stdin (format binary)";
}

}  // namespace

BulkLoad::BulkLoad(Session& session, const Statement& insert)
    : session_(session),
      savepoint_(session.savepoint()),
      text_(each(insert.text(session.dialect()))) {}

BulkLoad::~BulkLoad() = default;

BulkLoad::BulkLoad(Session& session, const BulkStatement& insert)
    : session_(session), savepoint_(session.savepoint()), text_(""), arrays_(&insert) {}

BulkLoad::BulkLoad(Session& session, const Statement& insert, Copied) : BulkLoad(session, insert) {
  if (session.dialect() != Dialect::postgresql) return;
  copied_ = &insert;
  const detail::InsertText text{insert.text(Dialect::postgresql).text};
  is_left_out_.resize(text.columns.size());
  for (std::size_t i = 0; i < text.columns.size(); ++i)
    if (text.is_defaulted(i)) defaulted_.push_back(i);
}

void BulkLoad::open() {
  if (copied_ != nullptr) {
    text_ = like(copied_->text(Dialect::postgresql), copy_text(*copied_, is_left_out_));
    batch_.emplace(session_.copy(text_));
  } else {
    batch_.emplace(arrays_ != nullptr ? session_.batch(*arrays_) : session_.batch(text_));
  }
}

void BulkLoad::close() {
  if (batch_) count_ += batch_->finish();
  batch_.reset();
  added_ = 0;
}

void BulkLoad::add(Params params) {
  if (copied_ != nullptr) return add_copied(params);
  if (added_++ == part) close();
  if (!batch_) open();
  batch_->add(params);
}

// A column is in a COPY or not: rows that leave other ones to their defaults begin another.
void BulkLoad::add_copied(Params params) {
  for (const std::size_t at : defaulted_) {
    if (is_left_out_[at] == params[at].is_null()) continue;
    close();
    is_left_out_[at] = params[at].is_null();
  }
  if (!batch_) open();
  if (defaulted_.empty()) return batch_->add(params);
  given_.clear();
  for (std::size_t i = 0; i < params.size(); ++i)
    if (!is_left_out_[i]) given_.push_back(params[i]);
  batch_->add(given_);
}

std::int64_t BulkLoad::finish() {
  close();
  savepoint_.release();
  return std::exchange(count_, 0);
}

}  // namespace tenon
