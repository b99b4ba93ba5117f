// A walk page by page while rows come and go around its place, and cursors that somebody changed.
#include <algorithm>
#include <map>
#include <random>

#include <tenon/bytes.hpp>
#include <tenon/column.hpp>
#include <tenon/statement.hpp>
#include <tenon/table.hpp>

#include "database/on_both.hpp"

namespace tenon::test {
namespace {

extern const Table entries;
extern const Table others;

struct EntryTable {
  static constexpr Column<std::int64_t> id{entries, "id"};
  static constexpr Column<std::optional<std::int32_t>> rank{entries, "rank"};
  static constexpr Column<std::string> name{entries, "name", collated};
  static constexpr Column<std::optional<std::string>> note{entries, "note", collated};
  static constexpr Column<bool> stays{entries, "stays"};
};
struct OtherTable {
  static constexpr Column<std::int64_t> id{others, "id"};
};
constexpr ColumnInfo entry_key[] = {EntryTable::id};
constexpr const char* entry_columns = R"("id", "rank", "name", "note", "stays")";
const Table entries{R"("entries")", entry_columns, entry_key};
constexpr ColumnInfo other_key[] = {OtherTable::id};
const Table others{R"("others")", R"("id")", other_key};

/// Of Orders by what they are called.
const std::map<std::string, std::vector<Order>>& orders() {
  static const std::map<std::string, std::vector<Order>> all = {
      {"key", {}},
      {"key descending", {EntryTable::id.desc()}},
      {"NULLs last", {EntryTable::rank.asc()}},
      {"NULLs first", {EntryTable::rank.desc()}},
      {"collated", {EntryTable::name.asc()}},
      {"collated, with NULLs, descending", {EntryTable::note.desc()}},
      {"mixed", {EntryTable::rank.desc(), EntryTable::name.asc(), EntryTable::id.desc()}},
      {"mixed, NULLs", {EntryTable::note.asc(), EntryTable::rank.desc()}},
  };
  return all;
}

class PageTest : public OnBoth {
 protected:
  PageTest() {
    // Texts that differ in case alone are equal.
    execute(
        "create collation folded (provider = icu, locale = 'und-u-ks-level2', deterministic = "
        "false)",
        "select 1");
    execute(
        "create table entries (id bigint primary key, rank integer, name text not null collate "
        "folded, note text collate folded, stays boolean not null)",
        "create table entries (id integer primary key, rank integer, name text not null collate "
        "nocase, note text collate nocase, stays integer not null) strict");
    execute("create table others (id bigint primary key)",
            "create table others (id integer primary key)");
  }

  /// Few values, so that many are equal or NULL.
  void add(std::int64_t id, bool stays) {
    static const char* const texts[] = {"a", "A", "b", "B", "é"};
    const auto pick = [&](int count) { return static_cast<int>(random() % count); };
    const std::optional<std::int32_t> rank =
        pick(3) == 0 ? std::nullopt : std::optional{static_cast<std::int32_t>(pick(4))};
    const std::optional<std::string> note =
        pick(3) == 0 ? std::nullopt : std::optional<std::string>{texts[pick(5)]};
    session.execute("insert into entries values ($1, $2, $3, $4, $5)",
                    {id, rank, texts[pick(5)], note, stays});
  }

  void fill() {
    for (std::int64_t id = 100; id < 160; ++id) add(id, id % 2 == 0);
  }

  /// Rows come, and rows that need not stay go, before, at and behind the place of the walk.
  void disturb() {
    for (int i = 0; i < 4; ++i) {
      const std::int64_t id = static_cast<std::int64_t>(random() % 300);
      const Filter same = EntryTable::id == id;
      if (!exists(session, entries, same)) add(id, false);
      const std::int64_t from = static_cast<std::int64_t>(random() % 300);
      remove_many(
          session, entries,
          EntryTable::stays == false && EntryTable::id >= from && EntryTable::id < from + 9);
    }
  }

  std::string cursor(const std::vector<Order>& order, std::int64_t limit = 5) {
    Listing listing{session, entries, {.order = order, .limit = limit}};
    while (listing.next()) {
    }
    return listing.cursor();
  }

  ErrorKind refusal(const std::string& after, const std::vector<Order>& order) {
    return error_of([&] { Listing{session, entries, {.order = order, .after = after}}; }).kind();
  }

  Session session{engine.session()};
  std::mt19937 random{7};  // the same numbers everywhere
};

TEST_P(PageTest, RowsThatStayAreSeenOnceWhileOthersComeAndGo) {
  for (const auto& [name, order] : orders()) {
    remove_many(session, entries, Filter::every_row());
    fill();
    std::map<std::int64_t, int> seen;
    ListOptions options{.order = order, .limit = 4};
    for (int page = 0; page < 500; ++page) {
      Listing listing{session, entries, options};
      std::int64_t last = 0;
      while (listing.next()) {
        last = listing.row().get<std::int64_t>(0);
        if (listing.row().get<bool>(4)) ++seen[last];
      }
      options.after = listing.cursor();
      if (options.after.empty()) break;
      disturb();
      // Also the very row where the page ended may go.
      remove_many(session, entries, EntryTable::stays == false && EntryTable::id == last);
    }
    EXPECT_EQ(options.after, "") << name << ": the walk does not end";
    EXPECT_EQ(seen.size(), 30U) << name;
    for (const auto& [id, times] : seen) EXPECT_EQ(times, 1) << name << ": " << id;
  }
}

TEST_P(PageTest, EveryChangedCursorIsRefused) {
  fill();
  for (const auto& [name, order] : orders()) {
    const std::string valid = cursor(order);
    for (std::size_t at = 1; at < valid.size(); ++at)
      EXPECT_EQ(refusal(valid.substr(0, at), order), ErrorKind::bad_value) << name << " " << at;
    for (std::size_t at = 0; at < valid.size(); ++at) {
      for (int bit = 0; bit < 8; ++bit) {
        std::string flipped = valid;
        flipped[at] = static_cast<char>(flipped[at] ^ 1 << bit);
        EXPECT_EQ(refusal(flipped, order), ErrorKind::bad_value) << name << " " << at << " " << bit;
      }
    }
    for (const char* more : {"A", "AA", "AAA", "AAAA", "=", "==", " ", "\n"})
      EXPECT_EQ(refusal(valid + more, order), ErrorKind::bad_value) << name << " " << more;
    for (const auto& [other, another] : orders()) {
      if (other == name) continue;
      EXPECT_EQ(refusal(valid, another), ErrorKind::bad_value) << name << " " << other;
    }
  }
}

TEST_P(PageTest, CursorsOfOtherTablesAndVersionsAreRefused) {
  fill();
  for (std::int64_t id = 1; id < 9; ++id) session.execute("insert into others values ($1)", {id});
  Listing listing{session, others, {.limit = 2}};
  while (listing.next()) {
  }
  EXPECT_EQ(refusal(listing.cursor(), {}), ErrorKind::bad_value);
  // Sealed anew, as a later version would be, and by somebody who knows how.
  const auto sealed = [&](auto change) {
    std::string text = cursor({EntryTable::rank.desc()});
    for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
    while (text.size() % 4 != 0) text += '=';
    const Bytes read = parse_base64(text).value();
    std::string bytes{reinterpret_cast<const char*>(read.data()), read.size() - 8};
    change(bytes);
    const std::uint64_t seal = hash_of(bytes);
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(seal >> shift & 0xFF);
    const auto* const data = reinterpret_cast<const std::byte*>(bytes.data());
    text = to_base64(Bytes{data, data + bytes.size()});
    while (text.ends_with('=')) text.pop_back();
    for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
    return text;
  };
  const std::vector<Order> order{EntryTable::rank.desc()};
  EXPECT_NO_THROW((Listing{session, entries, {.order = order, .after = sealed([](auto&) {})}}));
  EXPECT_EQ(refusal(sealed([](std::string& bytes) { bytes[0] = 2; }), order), ErrorKind::bad_value);
  EXPECT_EQ(refusal(sealed([](std::string& bytes) { bytes.pop_back(); }), order),
            ErrorKind::bad_value);
  EXPECT_EQ(refusal(sealed([](std::string& bytes) { bytes += 'x'; }), order), ErrorKind::bad_value);
  // The key is never NULL, and what is there is said by one bit.
  EXPECT_EQ(refusal(sealed([](std::string& bytes) {
                      bytes.resize(bytes.size() - 9);
                      bytes += '\0';
                    }),
                    order),
            ErrorKind::bad_value);
  EXPECT_EQ(refusal(sealed([](std::string& bytes) { bytes[bytes.size() - 9] = 2; }), order),
            ErrorKind::bad_value);
}

TEST_P(PageTest, ACursorShowsNoOtherRowsThanTheFilter) {
  fill();
  ListOptions options{.where = EntryTable::stays == true, .order = {EntryTable::name.asc()}};
  options.after = cursor(options.order.parts());  // of all rows
  for (Listing listing{session, entries, options}; listing.next();)
    EXPECT_TRUE(listing.row().get<bool>(4));
  options.where = EntryTable::id < 0;
  EXPECT_FALSE((Listing{session, entries, options}.next()));
}

TEST_P(PageTest, OffsetsLeaveOutRowsAndLeadToCursors) {
  fill();
  const auto page = [&](std::int64_t offset, std::int64_t limit) {
    Listing listing{session, entries, {.limit = limit, .offset = offset}};
    std::vector<std::int64_t> ids;
    while (listing.next()) ids.push_back(listing.row().get<std::int64_t>(0));
    return std::pair{ids, listing.cursor()};
  };
  EXPECT_EQ(page(40, 2).first, (std::vector<std::int64_t>{140, 141}));
  EXPECT_EQ(page(58, 2), (std::pair{std::vector<std::int64_t>{158, 159}, std::string{}}));
  EXPECT_EQ(page(59, 2).first, std::vector<std::int64_t>{159});
  EXPECT_TRUE(page(60, 2).first.empty());
  EXPECT_EQ(page(INT64_MAX, 2), (std::pair{std::vector<std::int64_t>{}, std::string{}}));
  Listing behind{session, entries, {.limit = 1, .after = page(40, 2).second}};
  ASSERT_TRUE(behind.next());
  EXPECT_EQ(behind.row().get<std::int64_t>(0), 142);
  const auto kind = [&](const ListOptions& options) {
    return error_of([&] { Listing{session, entries, options}; }).kind();
  };
  EXPECT_EQ(kind({.offset = -1}), ErrorKind::bad_value);
  EXPECT_EQ(kind({.offset = INT64_MIN}), ErrorKind::bad_value);
  EXPECT_EQ(kind({.limit = INT64_MIN, .offset = 1}), ErrorKind::bad_value);
  EXPECT_EQ(kind({.offset = 1, .after = page(40, 2).second}), ErrorKind::misuse);
}

TENON_ON_BOTH(PageTest);

}  // namespace
}  // namespace tenon::test
