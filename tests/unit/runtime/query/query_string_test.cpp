// Query strings: how they are decoded, and whatever containers frameworks hand over.
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <tenon/error.hpp>
#include <tenon/query_string.hpp>

namespace tenon {
namespace {

using Pairs = std::vector<QueryString::Pair>;

Pairs pairs(const QueryString& query) { return query.pairs(); }

TEST(QueryString, IsDecodedAsTheUrlStandardHasIt) {
  EXPECT_EQ(pairs("a=1&b=x%20y+z&c"), (Pairs{{"a", "1"}, {"b", "x y z"}, {"c", ""}}));
  EXPECT_EQ(pairs("?a=1"), (Pairs{{"a", "1"}}));
  EXPECT_EQ(pairs("&&a=b=c&=d&"), (Pairs{{"a", "b=c"}, {"", "d"}}));
  EXPECT_EQ(pairs("a%3D=%26&%61=%C3%BC%00"),
            (Pairs{{"a=", "&"}, {"a", std::string{"\xc3\xbc\0", 3}}}));
  EXPECT_EQ(pairs("a=%&b=%4&c=%zz&d=%4g&e=%2b"),
            (Pairs{{"a", "%"}, {"b", "%4"}, {"c", "%zz"}, {"d", "%4g"}, {"e", "+"}}));
  EXPECT_EQ(pairs(""), Pairs{});
  EXPECT_EQ(pairs(std::string{"a=1"}), (Pairs{{"a", "1"}}));
  EXPECT_EQ(pairs(std::string_view{"a=1&a=1"}), (Pairs{{"a", "1"}, {"a", "1"}}));
}

TEST(QueryString, TakesWhatFrameworksHaveDecoded) {
  EXPECT_EQ(pairs({{"a", "1"}, {"a", "2"}}), (Pairs{{"a", "1"}, {"a", "2"}}));
  EXPECT_EQ(pairs(std::multimap<std::string, std::string>{{"a", "2"}, {"a", "1"}}),
            (Pairs{{"a", "2"}, {"a", "1"}}));
  EXPECT_EQ(pairs(std::unordered_map<std::string, std::string>{{"a", "%41"}}),
            (Pairs{{"a", "%41"}}));
  EXPECT_EQ(pairs(std::vector<std::pair<std::string_view, const char*>>{{"a", "1"}}),
            (Pairs{{"a", "1"}}));
}

TEST(FilterOperator, HasATextAndThoseOfDjango) {
  FilterOperator how = FilterOperator::eq;
  for (const char* text : {"eq", "ne", "lt", "le", "gt", "ge", "in", "contains", "starts_with",
                           "ends_with", "is_null"}) {
    ASSERT_TRUE(from_text(text, how)) << text;
    EXPECT_EQ(to_text(how), text);
  }
  EXPECT_TRUE(from_text("gte", how));
  EXPECT_EQ(how, FilterOperator::ge);
  for (const char* text : {"", "EQ", "like", "eq ", "exact", "__eq"}) {
    EXPECT_FALSE(from_text(text, how)) << text;
    EXPECT_EQ(how, FilterOperator::ge);
  }
  EXPECT_THROW(to_text(static_cast<FilterOperator>(200)), Error);
}

}  // namespace
}  // namespace tenon
