// Shapes whose relations join by what only the database can compare: keys of several columns, an
// enum, a Uuid and a type that PostgreSQL alone has; nested, ordered, limited, through a table.
#include "account_repository.hpp"
#include "database/on_both.hpp"
#include "link_repository.hpp"
#include "link_via_repository.hpp"
#include "zone_map_shape.hpp"
#include "zone_repository.hpp"
#include "zone_road_repository.hpp"
#include "zone_stall_place_shape.hpp"
#include "zone_stall_repository.hpp"

namespace tenon::test {
namespace {

const Uuid north = parse_uuid("0190a6f1-0000-7000-8000-000000000001").value();
const Uuid south = parse_uuid("0190a6f1-0000-7000-8000-000000000002").value();

class ShapeKeys : public OnBoth {
 protected:
  ShapeKeys() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
    // The same area and code in two kinds, and the same kind in two areas.
    add_zone(forms::Role::author, north, "10.0.0.1", "a");
    add_zone(forms::Role::admin, north, "10.0.0.1", "b");
    add_zone(forms::Role::author, south, "10.0.0.0/8", "c");
  }

  void add_zone(forms::Role kind, Uuid area, const char* code, const char* name) {
    zones.create({.kind = kind, .area = area, .code = code, .name = name});
  }
  void add_road(const forms::Zone& from, const forms::Zone& to) {
    roads.create({.from_kind = from.kind,
                  .from_area = from.area,
                  .from_code = from.code,
                  .to_kind = to.kind,
                  .to_area = to.area,
                  .to_code = to.code});
  }
  std::int64_t add_stall(const char* name, const forms::Zone& zone) {
    return stalls
        .create(
            {.name = name, .zone_kind = zone.kind, .zone_area = zone.area, .zone_code = zone.code})
        .id;
  }
  forms::Zone zone(const char* name) {
    return zones.list({.where = forms::ZoneTable::name == name}).items.at(0);
  }
  template <class Rows>
  static std::string names(const Rows& rows) {
    std::string text;
    for (const auto& row : rows) text += row.name + " ";
    return text;
  }

  Session session = engine.session();
  forms::ZoneRepository zones{session};
  forms::ZoneRoadRepository roads{session};
  forms::ZoneStallRepository stalls{session};
};

TEST_P(ShapeKeys, ARowByItsKeyOfSeveralColumns) {
  const forms::ZoneName name = zones.get_zone_name(forms::Role::author, south, "10.0.0.0/8");
  EXPECT_EQ(name.code, "10.0.0.0/8");
  EXPECT_EQ(name.name, "c");
  EXPECT_FALSE(zones.find_zone_name(forms::Role::admin, south, "10.0.0.0/8"));
  EXPECT_EQ(names(zones.list_zone_name({.order = {forms::ZoneTable::name.desc()}}).items),
            "c b a ");
  EXPECT_EQ(zones.select<forms::ZoneName>().items.size(), 3U);
}

TEST_P(ShapeKeys, EachLevelIsOneStatement) {
  const forms::Zone a = zone("a");
  const forms::Zone b = zone("b");
  const forms::Zone c = zone("c");
  for (const char* name : {"s1", "s2", "s3"}) add_stall(name, a);
  add_stall("s4", c);
  const std::int64_t homeless = stalls.create({.name = "s5"}).id;
  add_road(a, c);
  add_road(a, b);
  add_road(c, c);
  const std::int64_t before = session.statement_count();
  const Page<forms::ZoneMap> page = zones.list_zone_map({.order = {forms::ZoneTable::name.asc()}});
  EXPECT_EQ(session.statement_count() - before, 3);
  ASSERT_EQ(page.items.size(), 3U);
  EXPECT_EQ(names(page.items[0].stalls), "s3 s2 ");  // the limit is each row's own
  EXPECT_EQ(names(page.items[0].near), "b c ");
  EXPECT_TRUE(page.items[1].stalls.empty() && page.items[1].near.empty());
  EXPECT_EQ(names(page.items[2].stalls), "s4 ");
  ASSERT_EQ(page.items[2].near.size(), 1U);
  EXPECT_EQ(page.items[2].near[0].code, "10.0.0.0/8");

  // A relation to one, and from there on: rows that several share are read once.
  const std::int64_t then = session.statement_count();
  const Page<forms::ZoneStallPlace> places = stalls.list_zone_stall_place();
  EXPECT_EQ(session.statement_count() - then, 4);
  ASSERT_EQ(places.items.size(), 5U);
  EXPECT_EQ(places.items[0].zone.value().name, "a");
  EXPECT_EQ(names(places.items[1].zone.value().stalls), "s3 s2 ");
  EXPECT_EQ(names(places.items[3].zone.value().near), "c ");
  EXPECT_FALSE(stalls.get_zone_stall_place(homeless).zone);
}

TEST_P(ShapeKeys, NothingIsSentForNothing) {
  const std::int64_t id = stalls.create({.name = "s"}).id;
  const std::int64_t before = session.statement_count();
  EXPECT_FALSE(stalls.get_zone_stall_place(id).zone);
  EXPECT_FALSE(stalls.find_zone_stall_place(id + 1));
  EXPECT_EQ(session.statement_count() - before, 2);
}

// Written as text the two addresses differ, as what they are they do not.
TEST_P(ShapeKeys, TheDatabaseSaysWhichKeysAreEqual) {
  if (!is_postgresql()) return;
  stalls.create({.name = "s",
                 .zone_kind = forms::Role::author,
                 .zone_area = north,
                 .zone_code = "10.0.0.1/32"});
  EXPECT_EQ(stalls.list_zone_stall_place().items.at(0).zone.value().name, "a");
}

TEST_P(ShapeKeys, RelationsOverTwoColumnsOfNumbers) {
  forms::AccountRepository accounts{session};
  forms::LinkRepository links{session};
  forms::LinkViaRepository vias{session};
  std::vector<std::int64_t> ids;
  for (std::int16_t rank = 1; rank <= 2; ++rank) {
    const std::string name = "n" + std::to_string(rank) + "@example.org";
    ids.push_back(accounts
                      .create({.email = name,
                               .name = name,
                               .password_hash = "h",
                               .born = Date{rank},
                               .rank = rank})
                      .id);
  }
  links.create({.from_id = ids[0], .to_id = ids[0], .guard_id = ids[0]});
  links.create(
      {.from_id = ids[1], .to_id = ids[1], .via_email = "n1@example.org", .guard_id = ids[0]});
  for (const char* email : {"v1", "v2", "v3"})
    vias.create({.email = email, .from_id = ids[0], .to_id = ids[0]});
  const std::int64_t before = session.statement_count();
  const Page<forms::LinkWithVia> page = links.list_with_via();
  EXPECT_EQ(session.statement_count() - before, 3);
  ASSERT_EQ(page.items.size(), 2U);
  ASSERT_EQ(page.items[0].vias.size(), 2U);
  EXPECT_EQ(page.items[0].vias[1].email, "v2");
  EXPECT_FALSE(page.items[0].via);
  EXPECT_TRUE(page.items[1].vias.empty());
  EXPECT_TRUE(page.items[1].via.has_value());
}

TENON_ON_BOTH(ShapeKeys);

}  // namespace
}  // namespace tenon::test
