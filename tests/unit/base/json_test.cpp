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

TEST(Json, RefusesWithPlace) {
  EXPECT_EQ(Read{"{\"a\": 1, \"a\": 2}"}.errors(),
            "a.json:1:10: error: the key 'a' stands twice in one object [json-duplicate-key]\n"
            "{\"a\": 1, \"a\": 2}\n         ^~~\n"
            "a.json:1:2: note: first written here\n"
            "{\"a\": 1, \"a\": 2}\n ^~~\n");
  EXPECT_EQ(Read{"{\"a\": 1,}"}.errors(),
            "a.json:1:9: error: unexpected '}' [json-syntax]\n{\"a\": 1,}\n        ^\n");
  EXPECT_EQ(Read{"[1, \"b\" \"word\"]"}.errors(),
            "a.json:1:9: error: unexpected '\"word\"' [json-syntax]\n"
            "[1, \"b\" \"word\"]\n        ^~~~~~\n");
  EXPECT_EQ(Read{"{} 12"}.errors(),
            "a.json:1:4: error: text after the JSON value [json-syntax]\n{} 12\n   ^~\n");
  EXPECT_EQ(Read{"{\"a\": [1"}.errors(),
            "a.json:1:8: error: the text ends before the JSON value does [json-syntax]\n"
            "{\"a\": [1\n       ^\n");
  EXPECT_EQ(Read{"[nul]"}.errors(),
            "a.json:1:2: error: malformed word; JSON knows true, false and null [json-syntax]\n"
            "[nul]\n ^~~\n");
  EXPECT_EQ(Read{"[-]"}.errors(), "a.json:1:2: error: malformed number [json-syntax]\n[-]\n ^\n");
  EXPECT_EQ(Read{"[1e999]"}.errors(),
            "a.json:1:2: error: a number beyond every range [json-syntax]\n[1e999]\n ^~~~~\n");
  EXPECT_EQ(Read{"[\"ab"}.errors(),
            "a.json:1:2: error: malformed string: a control character, a bad escape, or no closing "
            "quote [json-syntax]\n[\"ab\n ^~~\n");
  EXPECT_EQ(Read{""}.errors(),
            "a.json:1:1: error: the text ends before the JSON value does [json-syntax]\n");
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
