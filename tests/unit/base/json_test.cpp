#include "base/json.hpp"

#include <gtest/gtest.h>

namespace tenon::base {
namespace {

struct Read {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<JsonNode> node;

  explicit Read(std::string text) {
    node = parse_json(sources, sources.add("a.json", std::move(text)), diagnostics);
  }
  std::string at(const Span& span) const {
    return sources.text(span.source).substr(span.begin, span.end - span.begin);
  }
  std::string errors() const { return render(diagnostics, sources); }
};

TEST(Json, EveryValueKnowsItsBytes) {
  const Read read{R"( { "a" : [ 1.50, -0 ,true,null ] , "b\"\u00e4\\":"x\ny\\", "c":{} } )"};
  ASSERT_TRUE(read.node) << read.errors();
  const JsonNode& root = *read.node;
  ASSERT_EQ(root.members.size(), 3U);
  EXPECT_EQ(read.at(root.members[0].key_span), "\"a\"");
  const JsonNode& list = root.members[0].value;
  EXPECT_EQ(read.at(list.span), "[ 1.50, -0 ,true,null ]");
  ASSERT_EQ(list.items.size(), 4U);
  EXPECT_EQ(list.items[0].text, "1.50");
  EXPECT_EQ(read.at(list.items[1].span), "-0");
  EXPECT_EQ(list.items[1].text, "-0");
  EXPECT_TRUE(list.items[2].boolean);
  EXPECT_EQ(read.at(list.items[3].span), "null");
  EXPECT_EQ(root.members[1].key, "b\"\xC3\xA4\\");
  EXPECT_EQ(root.members[1].value.text, "x\ny\\");
  EXPECT_EQ(read.at(root.members[1].value.span), R"("x\ny\\")");
  EXPECT_EQ(read.at(root.find("c")->span), "{}");
  EXPECT_EQ(read.at(root.span), read.sources.text(0).substr(1, read.sources.text(0).size() - 2));
  EXPECT_EQ(root.find("d"), nullptr);
}

TEST(Json, AMemberThatIsNotReadIsCheckedAndHasItsPlace) {
  const auto parse = [](Sources& sources, const std::string& text, Diagnostics& diagnostics) {
    return parse_json(sources, sources.add("a.json", text), diagnostics, "big");
  };
  Sources sources;
  Diagnostics diagnostics;
  const auto root =
      parse(sources, R"({"a": {"big": [1]}, "big": [{"b": [2, "x,]"]}, {"big": {}}], "c": "d"})",
            diagnostics);
  ASSERT_TRUE(root) << render(diagnostics, sources);
  ASSERT_EQ(root->members.size(), 3U);
  EXPECT_EQ(root->find("a")->find("big")->items.size(), 1U) << "of the document, not of a member";
  const JsonNode& big = *root->find("big");
  EXPECT_TRUE(big.is(JsonNode::Kind::array));
  EXPECT_TRUE(big.items.empty());
  EXPECT_EQ(sources.text(0).substr(big.span.begin, big.span.end - big.span.begin),
            R"([{"b": [2, "x,]"]}, {"big": {}}])");
  EXPECT_EQ(root->find("c")->text, "d");
  for (const char* bad : {R"({"big": [{"b": 1, "b": 2}]})", R"({"big": [01]})", R"({"big": [}])"}) {
    Sources others;
    Diagnostics errors;
    EXPECT_FALSE(parse(others, bad, errors)) << bad;
  }
}

TEST(Json, NumbersKeepEveryDigit) {
  const Read read{"[123456789012345678901234567890, 0.10000000000000000000001, 1e5]"};
  ASSERT_TRUE(read.node) << read.errors();
  EXPECT_EQ(read.node->items[0].text, "123456789012345678901234567890");
  EXPECT_EQ(read.node->items[1].text, "0.10000000000000000000001");
  EXPECT_EQ(read.node->items[2].text, "1e5");
}

TEST(Json, AScalarIsAText) {
  EXPECT_EQ(Read{"7"}.node->text, "7");
  EXPECT_EQ(Read{" \"x\" "}.node->text, "x");
}

TEST(Json, ADocumentHasAtMost256MiB) {
  EXPECT_TRUE(Read{std::string(1024, ' ') + "7"}.node);
  const Read read{std::string(std::size_t{256} * 1024 * 1024, ' ') + "7"};
  EXPECT_FALSE(read.node);
  ASSERT_EQ(read.diagnostics.all().size(), 1U);
  EXPECT_EQ(read.diagnostics.all()[0].code, "json-too-large");
}

TEST(Json, RefusesWithPlace) {
  EXPECT_EQ(Read{"{\"a\": 1, \"a\": 2}"}.errors(),
            "a.json:1:10: error: the key 'a' stands twice in one object [json-duplicate-key]\n"
            "{\"a\": 1, \"a\": 2}\n         ^~~\n"
            "hint: remove one of them\n"
            "a.json:1:2: note: first written here\n"
            "{\"a\": 1, \"a\": 2}\n ^~~\n");
  EXPECT_EQ(Read{"[\r\n 1,\r\n]\r\n"}.errors(),
            "a.json:3:1: error: unexpected ']' [json-syntax]\n]\n^\n"
            "hint: remove the comma before it: JSON has none at the end\n");
}

TEST(Json, RefusesNumbersWithoutEnd) {
  EXPECT_TRUE(Read{"[" + std::string(1000, '7') + "]"}.diagnostics.has_errors());  // beyond 1e308
  EXPECT_TRUE(Read{"[0." + std::string(998, '7') + "]"}.node);
  const Read read{"[0." + std::string(999, '7') + "]"};
  ASSERT_EQ(read.diagnostics.all().size(), 1U);
  EXPECT_EQ(read.diagnostics.all()[0].code, "json-too-large");
}

TEST(Json, RefusesOtherEncodings) {
  EXPECT_EQ(Read{"\xEF\xBB\xBF{}"}.diagnostics.all().at(0).code, "json-encoding");
  EXPECT_EQ(Read{"\xFF\xFE{\0}"}.diagnostics.all().at(0).code, "json-encoding");
  const Read read{"{\"a\": \"\xE4\"}"};
  ASSERT_EQ(read.diagnostics.all().size(), 1U);
  EXPECT_EQ(read.diagnostics.all()[0].span.begin, 7U);
}

TEST(Json, RefusesDepthWithoutCrashing) {
  EXPECT_TRUE(Read{std::string(100, '[') + std::string(100, ']')}.node);
  const Read read{std::string(100000, '[')};
  ASSERT_EQ(read.diagnostics.all().size(), 1U);
  EXPECT_EQ(read.diagnostics.all()[0].code, "json-too-deep");
  EXPECT_EQ(read.diagnostics.all()[0].span.begin, 100U);
}

}  // namespace
}  // namespace tenon::base
