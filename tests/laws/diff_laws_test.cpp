// The laws of diff, apply and reverse on random schemas. A failing pair is printed as JSON.
#include <array>
#include <iostream>
#include <map>

#include <gtest/gtest.h>

#include "laws/random_schema.hpp"
#include "schema/diff.hpp"
#include "schema/schema_json.hpp"

namespace tenon::laws {
namespace {

using namespace schema;

constexpr std::array<std::uint64_t, 4> seeds{20261121, 7, 4242, 987654321};
constexpr int pairs_per_seed = 5500;

struct NamePrinter {
  std::string operator()(const Operation& operation) const {
    return to_json(operation).at("op").get<std::string>();
  }
};

/// All operation kinds by name, each of which the pairs have to exercise.
std::map<std::string, int> every_kind() {
  std::map<std::string, int> kinds;
  for (const char* kind :
       {"create_table",    "drop_table",       "rename_table",      "set_table_comment",
        "add_column",      "drop_column",      "rename_column",     "alter_column",
        "add_primary_key", "drop_primary_key", "add_unique",        "drop_unique",
        "add_foreign_key", "drop_foreign_key", "add_check",         "drop_check",
        "create_index",    "drop_index",       "rename_constraint", "rename_index",
        "rename_value",    "create_enum",      "alter_enum",        "drop_enum",
        "create_view",     "drop_view",        "set_view_comment"}) {
    kinds[kind] = 0;
  }
  return kinds;
}

std::string show(const Schema& a, const Schema& b, const Operations& operations) {
  return "from " + to_json(a).dump(1) + "\nto " + to_json(b).dump(1) + "\noperations " +
         to_json(operations).dump(1);
}

/// The first law that the pair breaks, or "".
std::string broken_law(const Schema& a, const Schema& b, const Operations& operations) {
  Schema result = a;
  try {
    apply(operations, result);
  } catch (const std::logic_error& error) {
    return std::string{"up: "} + error.what();
  }
  if (!(result == b)) return "apply(diff(a, b), a) is not b";
  if (!diff(result, b).operations.empty()) return "diff(apply(diff(a, b), a), b) is not empty";
  if (!diff(b, b).operations.empty()) return "diff(b, b) is not empty";
  const Operations back = reverse(operations);
  try {
    apply(back, result);
  } catch (const std::logic_error& error) {
    return std::string{"down: "} + error.what();
  }
  if (!(result == a)) return "apply(reverse(diff(a, b)), b) is not a";
  if (reverse(back) != operations) return "reverse(reverse(o)) is not o";
  if (operations_from_json(nlohmann::ordered_json::parse(to_json(operations).dump())) !=
      operations) {
    return "operations differ after JSON";
  }
  if (!(schema_from_json(to_json(b)) == b)) return "the schema differs after JSON";
  return {};
}

TEST(DiffLaws, HoldOnRandomPairs) {
  std::map<std::string, int> coverage = every_kind();
  int pairs = 0;
  int mutated = 0;
  for (const std::uint64_t seed : seeds) {
    std::cout << "seed " << seed << ": " << pairs_per_seed << " pairs\n";
    RandomSchema random{seed};
    random.move_names();
    for (int i = 0; i < pairs_per_seed; ++i) {
      const Schema a = random.make();
      Schema b = a;
      if (random.chance(60)) {
        ++mutated;
        const std::size_t mutations = 1 + random.below(8);
        for (std::size_t n = 0; n < mutations; ++n) random.mutate(b);
      } else if (random.chance(50)) {
        b = random.make();  // nothing in common
      }
      ++pairs;
      const Operations operations = diff(a, b).operations;
      for (const Operation& operation : operations) ++coverage.at(NamePrinter{}(operation));
      const std::string broken = broken_law(a, b, operations);
      ASSERT_EQ(broken, "") << "seed " << seed << ", pair " << i << "\n" << show(a, b, operations);
    }
  }
  EXPECT_GE(pairs, 20000);
  std::cout << pairs << " pairs, " << mutated << " of them mutated\n";
  for (const auto& [kind, count] : coverage) {
    std::cout << "  " << kind << " " << count << "\n";
    EXPECT_GT(count, 0) << kind << " never occurred";
  }
}

}  // namespace
}  // namespace tenon::laws
