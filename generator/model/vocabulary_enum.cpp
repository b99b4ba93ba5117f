#include "model/vocabulary_words.hpp"

namespace tenon::model {
namespace {

using Kind = ArgumentKind;

}  // namespace

std::vector<Word> enum_words() {
  return {
      {"native",
       Place::enumeration,
       {maybe("name", Kind::text, "the type's name, when it is not the enum's in snake_case"),
        maybe("schema", Kind::text,
              "the schema that it is in, when it is not that of the first table that has it")},
       false,
       true,
       "",
       "native",
       "\"native\": true",
       "an enum type of PostgreSQL, whose order is that of the values (a list of them holds texts "
       "with a check); SQLite has none and keeps text with a check, in the order of the letters"},
      {"text",
       Place::enumerator,
       {one("text", Kind::text, "the text in the database and in JSON")},
       false,
       true,
       "enum",
       "in_stock [[tenon::text(\"in-stock\")]]",
       "\"enum\": [\"in-stock\"], \"x-tenon\": {\"names\": {\"in-stock\": \"in_stock\"}}",
       "what database and JSON hold for the value, when it is not its name"},
      {"was",
       Place::enumerator,
       {one("text", Kind::text, "the text that the value had")},
       false,
       true,
       "",
       "author [[tenon::was(\"writer\")]]",
       "\"was\": {\"author\": \"writer\"}",
       "the value's old text: the next revision gives the rows that hold it the new one"},
  };
}

}  // namespace tenon::model
