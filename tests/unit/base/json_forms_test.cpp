// Every form of RFC 8259's grammar: what it must accept, what it must refuse, and what it leaves to
// a reader (section 9), which is defined here: numbers beyond double's range, half surrogate pairs,
// keys that occur twice, a byte order mark and invalid UTF-8 are refused.
#include "base/json.hpp"

#include <gtest/gtest.h>

namespace tenon::base {
namespace {

const std::vector<std::string> accepted = {"null",
                                           "true",
                                           "false",
                                           "0",
                                           "-0",
                                           "7",
                                           "-7",
                                           "10",
                                           "1234567890123456789012345678901234567890",
                                           "0.0",
                                           "-0.0",
                                           "0.1",
                                           "1.50",
                                           "123.456",
                                           "0e0",
                                           "0E0",
                                           "1e5",
                                           "1E5",
                                           "1e+5",
                                           "1e-5",
                                           "1E+5",
                                           "1E-5",
                                           "1.5e10",
                                           "-1.5E-10",
                                           "1e00",
                                           "1e-400",
                                           "0e1000",
                                           "\"\"",
                                           "\"a\"",
                                           "\" \"",
                                           "\"\\\"\"",
                                           "\"\\\\\"",
                                           "\"\\/\"",
                                           "\"/\"",
                                           "\"\\b\\f\\n\\r\\t\"",
                                           "\"\\u0000\"",
                                           "\"\\u0041\"",
                                           "\"\\u00e4\"",
                                           "\"\\u20AC\"",
                                           "\"\\u20ac\"",
                                           "\"\\uD83D\\uDE00\"",
                                           "\"\\ud834\\udd1e\"",
                                           "\"\\uFFFF\"",
                                           "\"\\uFDD0\"",
                                           "\"\\u007F\"",
                                           "\"\\u2028\"",
                                           "\"\342\200\250\"",
                                           "\"\177\"",
                                           "\"\303\244\"",
                                           "\"\342\202\254\"",
                                           "\"\360\237\230\200\"",
                                           "\"\364\217\277\277\"",
                                           "\"\\\\u0041\"",
                                           "\"\\\\\\\"\"",
                                           "\"[]{}:,\"",
                                           "\"//\"",
                                           "\"'\"",
                                           "[]",
                                           "[ ]",
                                           "[[]]",
                                           "[[],[]]",
                                           "[1]",
                                           "[1,2]",
                                           "[ 1 , 2 ]",
                                           "[null,true,false,0,\"\",[],{}]",
                                           "[1\n]",
                                           "[\t1\r\n,\n2]",
                                           "{}",
                                           "{ }",
                                           "{\"a\":1}",
                                           "{ \"a\" : 1 }",
                                           "{\"a\":1,\"b\":2}",
                                           "{\"\":0}",
                                           "{\"a\":{}}",
                                           "{\"a\":[]}",
                                           "{\"a\":{\"a\":{\"a\":1}}}",
                                           "{\"a\":1,\"A\":2}",
                                           "{\"\\u0061b\":1,\"ac\":2}",
                                           "{\"\303\244\":1}",
                                           "{\"a\":null}",
                                           "{\"a b\":1}",
                                           "{\"a\":\"b\",\"c\":[1,2,{\"d\":null}]}",
                                           " 1",
                                           "1 ",
                                           "\n1\n",
                                           "\t1\t",
                                           "\r1\r",
                                           "\r\n{\r\n\"a\"\r\n:\r\n1\r\n}\r\n",
                                           " \t\r\n[ \t\r\n1 \t\r\n, \t\r\n2 \t\r\n] \t\r\n"};

struct Refused {
  std::string text;
  const char* said;  // first-last code: message | hint
};

const std::vector<Refused> refused = {
    {"", "0-1 syntax: the text ends before the JSON value does | write a value, for example {}"},
    {" ", "0-1 syntax: the text ends before the JSON value does | write a value, for example {}"},
    {"\n", "0-1 syntax: the text ends before the JSON value does | write a value, for example {}"},
    {"[",
     "0-1 syntax: the text ends before the JSON value does | close what is open, with the value "
     "that is missing: ]"},
    {"{",
     "0-1 syntax: the text ends before the JSON value does | close what is open, with the value "
     "that is missing: }"},
    {"[1",
     "1-2 syntax: the text ends before the JSON value does | close what is open, with the value "
     "that is missing: ]"},
    {"[1,",
     "2-3 syntax: the text ends before the JSON value does | close what is open, with the value "
     "that is missing: ]"},
    {"{\"a\"",
     "3-4 syntax: the text ends before the JSON value does | close what is open, with the value "
     "that is missing: }"},
    {"{\"a\":",
     "4-5 syntax: the text ends before the JSON value does | close what is open, with the value "
     "that is missing: }"},
    {"{\"a\":1",
     "5-6 syntax: the text ends before the JSON value does | close what is open, with the value "
     "that is missing: }"},
    {"{\"a\":1,",
     "6-7 syntax: the text ends before the JSON value does | close what is open, with the value "
     "that is missing: }"},
    {"[[1]",
     "3-4 syntax: the text ends before the JSON value does | close what is open, with the value "
     "that is missing: ]"},
    {"{\"a\":[1}", "7-8 syntax: unexpected '}' | another bracket is open"},
    {"\"", "0-1 syntax: the string has no closing quote | end it with \""},
    {"\"a", "0-2 syntax: the string has no closing quote | end it with \""},
    {"\"\\",
     "0-2 syntax: an escape that JSON does not know | there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
     "and \\u with four hex digits"},
    {"\"\\\"", "0-3 syntax: the string has no closing quote | end it with \""},
    {"[1,]", "3-4 syntax: unexpected ']' | remove the comma before it: JSON has none at the end"},
    {"[,1]",
     "1-2 syntax: unexpected ',' | remove it, or write the value that is missing before it"},
    {"[,]", "1-2 syntax: unexpected ',' | remove it, or write the value that is missing before it"},
    {"[1,,2]",
     "3-4 syntax: unexpected ',' | remove it, or write the value that is missing before it"},
    {"{,}", "1-2 syntax: unexpected ',' | remove it, or write the value that is missing before it"},
    {"{\"a\":1,}",
     "7-8 syntax: unexpected '}' | remove the comma before it: JSON has none at the end"},
    {"{\"a\":1,,\"b\":2}",
     "7-8 syntax: unexpected ',' | remove it, or write the value that is missing before it"},
    {"{\"a\" 1}", "5-6 syntax: unexpected '1' | a colon or a comma is missing before it"},
    {"{\"a\"::1}", "5-6 syntax: unexpected ':' | a key is a string, and only in objects"},
    {"{\"a\":}", "5-6 syntax: unexpected '}' | write the value that is missing"},
    {"{\"a\",\"b\"}",
     "4-5 syntax: unexpected ',' | remove it, or write the value that is missing before it"},
    {"{\"a\":1 \"b\":2}", "7-10 syntax: unexpected '\"b\"' | a comma is missing before it"},
    {"[1 2]", "3-4 syntax: unexpected '2' | a comma is missing before it"},
    {"[\"a\" \"b\"]", "5-8 syntax: unexpected '\"b\"' | a comma is missing before it"},
    {"[1:2]", "2-3 syntax: unexpected ':' | a key is a string, and only in objects"},
    {"{1:2}", "1-2 syntax: unexpected '1' | a key is a string in double quotes"},
    {"{null:1}", "1-5 syntax: unexpected 'null' | a key is a string in double quotes"},
    {"{a:1}", "1-2 syntax: unexpected 'a' | a key is a string in double quotes"},
    {"{'a':1}", "1-4 syntax: unexpected ''a'' | strings stand in double quotes"},
    {"['a']", "1-4 syntax: unexpected ''a'' | strings stand in double quotes"},
    {"]", "0-1 syntax: unexpected ']' | nothing is open here"},
    {"}", "0-1 syntax: unexpected '}' | nothing is open here"},
    {"1]", "1-2 syntax: text after the JSON value | a document is one value"},
    {"{}}", "2-3 syntax: text after the JSON value | a document is one value"},
    {"[]]", "2-3 syntax: text after the JSON value | a document is one value"},
    {"[1}", "2-3 syntax: unexpected '}' | another bracket is open"},
    {"{\"a\":1]", "6-7 syntax: unexpected ']' | another bracket is open"},
    {"1 2", "2-3 syntax: text after the JSON value | a document is one value"},
    {"{} {}", "3-4 syntax: text after the JSON value | a document is one value"},
    {"null null", "5-9 syntax: text after the JSON value | a document is one value"},
    {"truefalse",
     "0-9 syntax: malformed word; JSON knows true, false and null | text stands in double quotes"},
    {"nul", "0-3 syntax: malformed word; JSON knows true, false and null | did you mean 'null'?"},
    {"nulL", "0-4 syntax: malformed word; JSON knows true, false and null | did you mean 'null'?"},
    {"NULL", "0-4 syntax: malformed word; JSON knows true, false and null | did you mean 'null'?"},
    {"True", "0-4 syntax: malformed word; JSON knows true, false and null | did you mean 'true'?"},
    {"TRUE", "0-4 syntax: malformed word; JSON knows true, false and null | did you mean 'true'?"},
    {"tru", "0-3 syntax: malformed word; JSON knows true, false and null | did you mean 'true'?"},
    {"trues", "0-5 syntax: malformed word; JSON knows true, false and null | did you mean 'true'?"},
    {"fals", "0-4 syntax: malformed word; JSON knows true, false and null | did you mean 'false'?"},
    {"False",
     "0-5 syntax: malformed word; JSON knows true, false and null | did you mean 'false'?"},
    {"None",
     "0-4 syntax: malformed word; JSON knows true, false and null | text stands in double quotes"},
    {"nil",
     "0-3 syntax: malformed word; JSON knows true, false and null | text stands in double quotes"},
    {"undefined",
     "0-9 syntax: malformed word; JSON knows true, false and null | JSON has no such value; leave "
     "it out, or write null"},
    {"NaN",
     "0-3 syntax: malformed word; JSON knows true, false and null | JSON has no such value; leave "
     "it out, or write null"},
    {"nan",
     "0-3 syntax: malformed word; JSON knows true, false and null | JSON has no such value; leave "
     "it out, or write null"},
    {"Infinity",
     "0-8 syntax: malformed word; JSON knows true, false and null | JSON has no such value; leave "
     "it out, or write null"},
    {"-Infinity", "0-9 syntax: malformed number | for example: -12.5e3"},
    {"inf",
     "0-3 syntax: malformed word; JSON knows true, false and null | JSON has no such value; leave "
     "it out, or write null"},
    {"+1", "0-2 syntax: malformed number | for example: -12.5e3"},
    {"+", "0-1 syntax: malformed number | for example: -12.5e3"},
    {"-", "0-1 syntax: malformed number | for example: -12.5e3"},
    {"--1", "0-3 syntax: malformed number | for example: -12.5e3"},
    {"-a", "0-2 syntax: malformed number | for example: -12.5e3"},
    {"01", "0-2 syntax: malformed number | a number does not begin with 0"},
    {"-01", "0-3 syntax: malformed number | a number does not begin with 0"},
    {"00", "0-2 syntax: malformed number | a number does not begin with 0"},
    {"007", "0-3 syntax: malformed number | a number does not begin with 0"},
    {"1.", "0-2 syntax: malformed number | for example: -12.5e3"},
    {"-1.", "0-3 syntax: malformed number | for example: -12.5e3"},
    {".5", "0-2 syntax: malformed number | for example: -12.5e3"},
    {"-.5", "0-3 syntax: malformed number | for example: -12.5e3"},
    {"1..2", "0-4 syntax: malformed number | for example: -12.5e3"},
    {"1.2.3", "0-5 syntax: malformed number | for example: -12.5e3"},
    {"1e", "0-2 syntax: malformed number | for example: -12.5e3"},
    {"1e+", "0-3 syntax: malformed number | for example: -12.5e3"},
    {"1E-", "0-3 syntax: malformed number | for example: -12.5e3"},
    {"1e1.5", "0-5 syntax: malformed number | for example: -12.5e3"},
    {"1ee5", "0-4 syntax: malformed number | for example: -12.5e3"},
    {"1.e5", "0-4 syntax: malformed number | for example: -12.5e3"},
    {".e5", "0-3 syntax: malformed number | for example: -12.5e3"},
    {"0x1F", "0-4 syntax: malformed number | write it in decimal"},
    {"0b1", "0-3 syntax: malformed number | for example: -12.5e3"},
    {"1_000", "0-5 syntax: malformed number | for example: -12.5e3"},
    {"1a", "0-2 syntax: malformed number | for example: -12.5e3"},
    {"1,5", "1-2 syntax: text after the JSON value | a document is one value"},
    {"1e999",
     "0-5 syntax: a number beyond every range | numbers are those of a double: up to 1.8e308"},
    {"-1e999",
     "0-6 syntax: a number beyond every range | numbers are those of a double: up to 1.8e308"},
    {"\\u0041",
     "0-6 syntax: unexpected '\\u0041' | write a value: \"text\", a number, true, false, null, a "
     "list or an object"},
    {"\"\t\"",
     "1-2 syntax: a control character stands in a string | write it as \\n, \\t or \\u00…"},
    {"\"\n\"",
     "1-2 syntax: a control character stands in a string | write it as \\n, \\t or \\u00…"},
    {"\"\r\n\"",
     "1-2 syntax: a control character stands in a string | write it as \\n, \\t or \\u00…"},
    {std::string("\"\000\"", 3),
     "1-2 encoding: a NUL byte in the text | save the file as UTF-8; in a string it is written "
     "\\u0000"},
    {"\"\001\"",
     "1-2 syntax: a control character stands in a string | write it as \\n, \\t or \\u00…"},
    {"\"\037\"",
     "1-2 syntax: a control character stands in a string | write it as \\n, \\t or \\u00…"},
    {"\"\\a\"",
     "1-3 syntax: an escape that JSON does not know | there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
     "and \\u with four hex digits"},
    {"\"\\x41\"",
     "1-3 syntax: an escape that JSON does not know | there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
     "and \\u with four hex digits"},
    {"\"\\0\"",
     "1-3 syntax: an escape that JSON does not know | there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
     "and \\u with four hex digits"},
    {"\"\\'\"",
     "1-3 syntax: an escape that JSON does not know | there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
     "and \\u with four hex digits"},
    {"\"\\U0041\"",
     "1-3 syntax: an escape that JSON does not know | there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
     "and \\u with four hex digits"},
    {"\"\\u\"", "3-4 syntax: \\u takes four hex digits | for example: \\u00e4"},
    {"\"\\u1\"", "4-5 syntax: \\u takes four hex digits | for example: \\u00e4"},
    {"\"\\u12\"", "5-6 syntax: \\u takes four hex digits | for example: \\u00e4"},
    {"\"\\u123\"", "6-7 syntax: \\u takes four hex digits | for example: \\u00e4"},
    {"\"\\u12G4\"", "5-6 syntax: \\u takes four hex digits | for example: \\u00e4"},
    {"\"\\u 123\"", "3-4 syntax: \\u takes four hex digits | for example: \\u00e4"},
    {"\"\\ud800\"",
     "7-8 syntax: half of a surrogate pair | a character above U+FFFF is two escapes, as "
     "\\ud83d\\ude00"},
    {"\"\\udc00\"",
     "6-7 syntax: half of a surrogate pair | a character above U+FFFF is two escapes, as "
     "\\ud83d\\ude00"},
    {"\"\\ud800\\u0041\"",
     "12-13 syntax: half of a surrogate pair | a character above U+FFFF is two escapes, as "
     "\\ud83d\\ude00"},
    {"\"\\ud800\\ud800\"",
     "12-13 syntax: half of a surrogate pair | a character above U+FFFF is two escapes, as "
     "\\ud83d\\ude00"},
    {"\"\\ud83d\\n\"",
     "8-9 syntax: half of a surrogate pair | a character above U+FFFF is two escapes, as "
     "\\ud83d\\ude00"},
    {"\"\\ud83dx\"",
     "7-8 syntax: half of a surrogate pair | a character above U+FFFF is two escapes, as "
     "\\ud83d\\ude00"},
    {"{\"a\":1,\"a\":2}",
     "7-10 duplicate-key: the key 'a' stands twice in one object | remove one of them"},
    {"{\"a\":1,\"\\u0061\":2}",
     "7-15 duplicate-key: the key 'a' stands twice in one object | remove one of them"},
    {"{\"a\":{\"b\":1,\"b\":1}}",
     "12-15 duplicate-key: the key 'b' stands twice in one object | remove one of them"},
    {"[1]//x", "3-6 syntax: text after the JSON value | a document is one value"},
    {"/*x*/1", "0-6 syntax: unexpected '/*x*/1' | JSON has no comments; \"$comment\" holds a text"},
    {"[1,/**/2]",
     "3-8 syntax: unexpected '/**/2' | JSON has no comments; \"$comment\" holds a text"},
    {"#x\n1", "0-2 syntax: unexpected '#x' | JSON has no comments; \"$comment\" holds a text"},
    {"[\302\2401]",
     "1-4 syntax: unexpected ' 1' | write a value: \"text\", a number, true, false, null, a list "
     "or an object"},
    {"[\0141]",
     "1-3 syntax: unexpected '?1' | write a value: \"text\", a number, true, false, null, a list "
     "or an object"},
    {"[\0131]",
     "1-3 syntax: unexpected '?1' | write a value: \"text\", a number, true, false, null, a list "
     "or an object"},
    {std::string("\000", 1),
     "0-1 encoding: a NUL byte in the text | save the file as UTF-8; in a string it is written "
     "\\u0000"},
    {std::string("1\000", 2),
     "1-2 encoding: a NUL byte in the text | save the file as UTF-8; in a string it is written "
     "\\u0000"},
    {"\357\273\2771",
     "0-3 encoding: the file begins with a byte order mark | save it as UTF-8 without BOM"},
    {std::string("\377\3761\000", 4),
     "3-4 encoding: a NUL byte in the text | save the file as UTF-8; in a string it is written "
     "\\u0000"},
    {std::string("\376\377\0001", 4),
     "2-3 encoding: a NUL byte in the text | save the file as UTF-8; in a string it is written "
     "\\u0000"},
    {"\"\200\"", "1-2 encoding: this byte is no UTF-8 | save the file as UTF-8"},
    {"\"\277\"", "1-2 encoding: this byte is no UTF-8 | save the file as UTF-8"},
    {"\"\300\200\"", "1-2 encoding: this byte is no UTF-8 | save the file as UTF-8"},
    {"\"\301\277\"", "1-2 encoding: this byte is no UTF-8 | save the file as UTF-8"},
    {"\"\303\"", "1-2 encoding: this byte is no UTF-8 | save the file as UTF-8"},
    {"\"\303(\"", "1-2 encoding: this byte is no UTF-8 | save the file as UTF-8"},
    {"\"\340\200\200\"", "1-2 encoding: this byte is no UTF-8 | save the file as UTF-8"},
    {"\"\342\202\"", "1-2 encoding: this byte is no UTF-8 | save the file as UTF-8"},
    {"\"\355\240\200\"", "1-2 encoding: this byte is no UTF-8 | save the file as UTF-8"},
    {"\"\360\200\200\200\"", "1-2 encoding: this byte is no UTF-8 | save the file as UTF-8"},
    {"\"\364\220\200\200\"", "1-2 encoding: this byte is no UTF-8 | save the file as UTF-8"},
    {"\"\365\200\200\200\"", "1-2 encoding: this byte is no UTF-8 | save the file as UTF-8"},
    {"\"\377\"", "1-2 encoding: this byte is no UTF-8 | save the file as UTF-8"},
    {"[\344]", "1-2 encoding: this byte is no UTF-8 | save the file as UTF-8"},
    {"@",
     "0-1 syntax: unexpected '@' | write a value: \"text\", a number, true, false, null, a list or "
     "an object"},
    {"$",
     "0-1 syntax: unexpected '$' | write a value: \"text\", a number, true, false, null, a list or "
     "an object"},
    {"a",
     "0-1 syntax: malformed word; JSON knows true, false and null | text stands in double quotes"},
    {"`", "0-1 syntax: unexpected '`' | strings stand in double quotes"},
    {"<a>",
     "0-3 syntax: unexpected '<a>' | write a value: \"text\", a number, true, false, null, a list "
     "or an object"},
    {"[1;2]", "1-4 syntax: malformed number | for example: -12.5e3"},
    {"(1)",
     "0-3 syntax: unexpected '(1)' | write a value: \"text\", a number, true, false, null, a list "
     "or an object"},
    {"=1",
     "0-2 syntax: unexpected '=1' | write a value: \"text\", a number, true, false, null, a list "
     "or an object"},
    {"{\"a\"=1}", "4-6 syntax: unexpected '=1' | a colon or a comma is missing before it"},
    {"\"a\"b", "3-4 syntax: text after the JSON value | a document is one value"},
    {"\"a\" \"b\"", "4-7 syntax: text after the JSON value | a document is one value"},
    {"*",
     "0-1 syntax: unexpected '*' | write a value: \"text\", a number, true, false, null, a list or "
     "an object"},
    {"[...]", "1-4 syntax: malformed number | for example: -12.5e3"},
    {"{\"a\":1}x", "7-8 syntax: text after the JSON value | a document is one value"},
    {std::string("{}\000", 3),
     "2-3 encoding: a NUL byte in the text | save the file as UTF-8; in a string it is written "
     "\\u0000"},
    {std::string("{}\000{", 4),
     "2-3 encoding: a NUL byte in the text | save the file as UTF-8; in a string it is written "
     "\\u0000"},
    {"[1]x", "3-4 syntax: text after the JSON value | a document is one value"},
    {"nullx", "0-5 syntax: malformed word; JSON knows true, false and null | did you mean 'null'?"},
    {"[true,falsey]",
     "6-12 syntax: malformed word; JSON knows true, false and null | did you mean 'false'?"},
    {"{x}", "1-2 syntax: unexpected 'x' | a key is a string in double quotes"},
    {"[+]", "1-2 syntax: malformed number | for example: -12.5e3"},
    {"\"a\\\"", "0-4 syntax: the string has no closing quote | end it with \""}};

TEST(JsonForms, WhatTheGrammarHasIsAccepted) {
  for (const std::string& text : accepted) {
    Sources sources;
    Diagnostics diagnostics;
    const auto node = parse_json(sources, sources.add("a.json", text), diagnostics);
    ASSERT_TRUE(node) << text << "\n" << render(diagnostics, sources);
    // The value's place is the text without the blanks around it.
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    const std::size_t end = text.find_last_not_of(" \t\r\n") + 1;
    EXPECT_EQ(node->span, (Span{0, begin, end})) << text;
  }
}

TEST(JsonForms, WhatTheGrammarHasNotIsRefusedOnceWithPlaceAndHint) {
  for (const auto& [text, said] : refused) {
    Sources sources;
    Diagnostics diagnostics;
    EXPECT_FALSE(parse_json(sources, sources.add("a.json", text), diagnostics)) << text;
    ASSERT_EQ(diagnostics.all().size(), 1U) << text;
    const Diagnostic& one = diagnostics.all()[0];
    EXPECT_EQ(std::to_string(one.span.begin) + "-" + std::to_string(one.span.end) + " " +
                  one.code.substr(5) + ": " + one.message + " | " + one.hint,
              said)
        << text;
    EXPECT_FALSE(one.hint.empty()) << text;
  }
}

}  // namespace
}  // namespace tenon::base
