/** Not the comment of anything. */
#pragma once
#include <string>
#include <tenon/model.hpp>
#include <vector>

namespace shop {

/** Which
 *    state.
 */
enum class [[tenon::native]] State : short {
  open [[tenon::text("o")]] = 1,  ///< can be changed
  /// cannot be changed
  closed,
  gone [[tenon::was("deleted"), tenon::text("g")]]  //!< kept for the books
};

enum Plain { first, second };

struct Stamped {
  [[tenon::created_at]] tenon::Timestamp created_at{};  ///< when
};

/// Every type.
///   And every form.
struct [[nodiscard]] [[using tenon: table("things", shop), unique(a, b)]] [[tenon::index(
    desc(created_at), sql("lower(name)"), where("a > 0"))]] Thing final : public Stamped {
  bool flag = true;
  short small = -1;
  std::int16_t small_too = 010;
  int medium{5};
  std::int32_t medium_too = 1'000'000;
  std::int64_t large = 0xFF;
  long large_too;
  long long large_as_well = 7LL;
  float half = .5f;
  double whole = 1.;
  std::string text = "a\tb" R"("raw")";
  std::optional<std::string> maybe = std::nullopt;
  tenon::Timestamp at;
  tenon::Date day;
  [[tenon::precision(10, 2)]] tenon::Decimal price{"0.00"};
  tenon::Uuid key = tenon::uuid_v7();
  tenon::Bytes bytes;
  State state = State::open;
  std::optional<State> next{shop::State::closed};
  Plain plain = first;

  // What has no column type keeps the user's spelling.
  unsigned count = 3u;
  const int fixed = 4;
  std::vector<std::string> list;
  std::optional<std::vector<int>> maybe_list;
  int array[3] = {1, 2};
  int bits : 3;
  char letter = 'x';
  long double wide;
  std::wstring wide_text;

  /// Both,
  /// and each.
  [[tenon::range(-5, +5)]] int left [[tenon::column("l")]] = 1,  ///< left
      right [[tenon::column("r")]];                              ///< right
  [[deprecated]] int old;
  [[tenon::pattern("^[a-z]{2}\\d$"), tenon::length(8)]]
  /** Between attribute and type. */
  std::string code;

  static constexpr int limit = 3;
  int other = limit;
  Thing() = default;
  int sum() const { return medium + medium_too; }
  bool operator==(const Thing&) const = default;

 private:
  [[tenon::transient]] int hidden_ = 1;
};

}  // namespace shop
