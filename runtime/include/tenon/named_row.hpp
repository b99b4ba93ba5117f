// A row whose columns are found by their names, in whatever order a statement gives them: how
// generated code reads rows that somebody else selected.
#pragma once

#include <vector>

#include <tenon/row.hpp>

namespace tenon {

class NamedRow final : public Row {
 public:
  using Row::get;

  /// `columns` is a list as it stands in SQL, `"id", "name"`: the row has each of these names once,
  /// and no other. Else throws Error misuse, which tells those that are missing, given twice, or
  /// unknown. Lives no longer than `row`.
  NamedRow(const Row& row, std::string_view columns);

  int size() const override { return row_.size(); }
  std::string_view name(int column) const override { return row_.name(place(column)); }
  bool is_null(int column) const override { return row_.is_null(place(column)); }
  void get(int column, bool& out) const override { row_.get(place(column), out); }
  void get(int column, std::int16_t& out) const override { row_.get(place(column), out); }
  void get(int column, std::int32_t& out) const override { row_.get(place(column), out); }
  void get(int column, std::int64_t& out) const override { row_.get(place(column), out); }
  void get(int column, float& out) const override { row_.get(place(column), out); }
  void get(int column, double& out) const override { row_.get(place(column), out); }
  void get(int column, std::string& out) const override { row_.get(place(column), out); }
  void get(int column, Bytes& out) const override { row_.get(place(column), out); }
  void get(int column, Uuid& out) const override { row_.get(place(column), out); }
  void get(int column, Timestamp& out) const override { row_.get(place(column), out); }
  void get(int column, Date& out) const override { row_.get(place(column), out); }
  void get(int column, LocalTimestamp& out) const override { row_.get(place(column), out); }
  void get(int column, Time& out) const override { row_.get(place(column), out); }
  void get(int column, Interval& out) const override { row_.get(place(column), out); }
  void get(int column, Json& out) const override { row_.get(place(column), out); }
  void get(int column, Decimal& out, Numeric type) const override {
    row_.get(place(column), out, type);
  }
  std::string_view text(int column) const override { return row_.text(place(column)); }

 private:
  bool is_sample() const override { return row_.is_sample(); }
  Rows elements(int column) const override;
  /// Where the column stands in the row.
  int place(int column) const {
    const auto at = static_cast<std::size_t>(column);
    return at < places_.size() ? places_[at] : column;
  }

  const Row& row_;
  std::vector<int> places_;  // empty where the order is the same
};

}  // namespace tenon
