// The columns of a result without rows: read as a row would be, so that a column too many, or of
// another type than is read, is told whether there are rows or not.
#include <exception>
#include <memory>
#include <string>
#include <vector>

#include <tenon/error.hpp>
#include <tenon/row.hpp>

namespace tenon {

namespace {

/// Gives each column the value that stands there already, once the database's own sample took it.
class SampleRow final : public detail::Cursor {
 public:
  using Row::get;

  SampleRow(const Row& row, detail::Cursor* typed) : typed_(typed) {
    for (int column = 0; column < row.size(); ++column) names_.emplace_back(row.name(column));
  }

  bool advance() override { return false; }
  int size() const override { return static_cast<int>(names_.size()); }
  std::string_view name(int column) const override {
    return names_[static_cast<std::size_t>(column)];
  }
  bool is_null(int) const override { return false; }
  void get(int column, bool& out) const override { look(column, out); }
  void get(int column, std::int16_t& out) const override { look(column, out); }
  void get(int column, std::int32_t& out) const override { look(column, out); }
  void get(int column, std::int64_t& out) const override { look(column, out); }
  void get(int column, float& out) const override { look(column, out); }
  void get(int column, double& out) const override { look(column, out); }
  void get(int column, std::string& out) const override { look(column, out); }
  void get(int column, Bytes& out) const override { look(column, out); }
  void get(int column, Uuid& out) const override { look(column, out); }
  void get(int column, Timestamp& out) const override { look(column, out); }
  void get(int column, Date& out) const override { look(column, out); }
  void get(int column, LocalTimestamp& out) const override { look(column, out); }
  void get(int column, Time& out) const override { look(column, out); }
  void get(int column, Interval& out) const override { look(column, out); }
  void get(int column, Json& out) const override { look(column, out); }
  void get(int column, Decimal& out, Numeric type) const override {
    tell([&] { typed_->get(column, out, type); });
  }
  std::string_view text(int column) const override {
    tell([&] { typed_->text(column); });
    return "";
  }

  /// Throws what was found first.
  void check() const {
    if (fault_) std::rethrow_exception(fault_);
  }

 private:
  bool is_sample() const override { return true; }
  /// None: what a list holds is known when there is one.
  Rows elements(int column) const override {
    tell([&] { elements_of(*typed_, column); });
    return Rows{new SampleRow{}};
  }
  SampleRow() = default;

  template <class Look>
  void tell(Look look) const {
    if (typed_ == nullptr) return;
    try {
      look();
    } catch (const Error&) {
      if (!fault_) fault_ = std::current_exception();
    }
  }
  template <class T>
  void look(int column, T& out) const {
    tell([&] { typed_->get(column, out); });
  }

  std::vector<std::string> names_;
  std::unique_ptr<detail::Cursor> typed_;
  mutable std::exception_ptr fault_;
};

}  // namespace

Rows Rows::sample() const { return Rows{new SampleRow{*cursor_, cursor_->sample()}}; }

void Rows::refuse_columns() const { static_cast<const SampleRow*>(cursor_)->check(); }

}  // namespace tenon
