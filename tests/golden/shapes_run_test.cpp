// The shapes of forms: structs that a web layer has without a database, and the JSON of each, in
// which nothing internal or write-only can appear.
#include <type_traits>

#include <gtest/gtest.h>

#include "book_with_people_shape.hpp"
#include "person_secret_shape.hpp"
#include "person_with_all_shape.hpp"
#include "readers_shape.hpp"

namespace tenon::test {
namespace {

TEST(Shapes, AreAggregatesOfTheirFieldsAndRelations) {
  const forms::PersonName name{.name = "Ada", .id = 7};
  EXPECT_EQ(name.name, "Ada");
  static_assert(
      std::is_same_v<decltype(forms::PersonWithAll::mentor), std::optional<forms::PersonName>>);
  static_assert(
      std::is_same_v<decltype(forms::PersonWithAll::passport), std::optional<forms::Passport>>);
  static_assert(
      std::is_same_v<decltype(forms::PersonWithAll::books), std::vector<forms::BookCard>>);
  static_assert(std::is_same_v<decltype(forms::PersonWithAll::edited), std::vector<forms::Book>>);
  static_assert(std::is_same_v<decltype(forms::BookWithPeople::author), forms::Person>);
  static_assert(
      std::is_same_v<decltype(forms::BookWithPeople::editor), std::optional<forms::Person>>);
}

TEST(Shapes, WriteNestedJson) {
  forms::PersonWithAll person{.id = 1, .name = "Ada", .secret = "internal"};
  EXPECT_EQ(to_json(person),
            R"({"id":1,"name":"Ada","mentor_id":null,"mentor":null,"pupils":[],"passport":null,)"
            R"("books":[],"edited":[],"friends":[],"known_by":[]})");
  person.mentor_id = 9;
  person.mentor = forms::PersonName{.name = "Bob \"b\"", .id = 9};
  person.pupils = {{.name = "C", .id = 2}, {.name = "ü", .id = 3}};
  person.passport = forms::Passport{.number = "X1", .holder_id = 1, .until = Date::of(2030, 1, 2)};
  person.books = {{.title = "T",
                   .price = Decimal{"1.50"},
                   .draft = "write-only",
                   .topics = {{.id = 4, .name = "math"}},
                   .author = {.name = "Ada", .id = 1}}};
  person.edited.resize(1);
  person.known_by.push_back({.id = 5, .name = "D", .mentor_id = {}, .secret = "internal"});
  EXPECT_EQ(
      to_json(person),
      R"({"id":1,"name":"Ada","mentor_id":9,"mentor":{"name":"Bob \"b\"","id":9},)"
      R"("pupils":[{"name":"C","id":2},{"name":"ü","id":3}],)"
      R"("passport":{"number":"X1","holder_id":1,"until":"2030-01-02"},)"
      R"("books":[{"title":"T","price":"1.50","topics":[{"id":4,"name":"math"}],"author":{"name":"Ada","id":1}}],)"
      R"("edited":[{"id":0,"author_id":0,"editor_id":null,"title":"","price":"0","printed":null}],)"
      R"("friends":[],"known_by":[{"id":5,"name":"D","mentor_id":null}]})");
}

TEST(Shapes, WriteWholeRowsAsTheirReadDoes) {
  forms::BookWithPeople book{.id = 1, .author_id = 2, .title = "T", .draft = "write-only"};
  book.author = {.id = 2, .name = "Ada", .mentor_id = {}, .secret = "internal"};
  book.topic_links = {{.book_id = 1, .topic_id = 4}};
  const std::string start =
      R"({"id":1,"author_id":2,"editor_id":null,"title":"T","price":"0","printed":null,)"
      R"("author":{"id":2,"name":"Ada","mentor_id":null},)";
  const std::string end = R"("topic_links":[{"book_id":1,"topic_id":4}]})";
  EXPECT_EQ(to_json(book), start + R"("editor":null,)" + end);
  book.editor = forms::Person{.id = 3, .name = "Eve", .mentor_id = 2, .secret = "internal"};
  EXPECT_EQ(to_json(book), start + R"("editor":{"id":3,"name":"Eve","mentor_id":2},)" + end);
}

TEST(Shapes, WriteListsAndWhatJsonNeverShows) {
  EXPECT_EQ(to_json(std::vector<forms::PersonSecret>{{.secret = "s"}, {}}), "[{},{}]");
  EXPECT_EQ(to_json(forms::Readers{}), R"({"books":[]})");
  EXPECT_EQ(to_json(std::vector<forms::PersonName>{}), "[]");
}

}  // namespace
}  // namespace tenon::test
