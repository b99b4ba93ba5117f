// What a failed test shows of rows and DTOs.
#include <gtest/gtest.h>

#include "account_factory.hpp"
#include "book_factory.hpp"
#include "customer_factory.hpp"
#include "person_factory.hpp"
#include "role_printer.hpp"
#include "shelf_factory.hpp"
#include "voucher_factory.hpp"

namespace forms {
namespace {

using testing::PrintToString;

TEST(Printers, ShowMembersByNameAndMaskWhatJsonNeverShows) {
  Account account;
  account.id = 7;
  account.email = "ada@example.org";
  account.password_hash = "h4sh";
  account.pin = "1234";
  account.nick = "a \"quote\"";
  account.role = Role::admin;
  account.born = tenon::Date::of(1815, 12, 10);
  EXPECT_EQ(PrintToString(account),
            R"(Account{created_at: "1970-01-01T00:00:00Z", updated_at: "1970-01-01T00:00:00Z", )"
            R"(note: null, id: 7, email: "ada@example.org", name: "", password_hash: ***, )"
            R"(pin: ***, sign_ins: 0, role: admin, born: "1815-12-10", nick: "a \"quote\"", )"
            R"(rank: 0})");
  const std::string create = PrintToString(AccountFactory{}.password("secret").build());
  EXPECT_EQ(create.find("secret"), std::string::npos) << create;
  EXPECT_NE(create.find("password: ***"), std::string::npos) << create;
  EXPECT_EQ(PrintToString(to_read(account)).find("***"), std::string::npos);
}

TEST(Printers, APatchShowsWhatItHas) {
  EXPECT_EQ(PrintToString(AccountUpdate{}), "AccountUpdate{}");
  EXPECT_EQ(
      PrintToString(AccountUpdate{.name = "Ada", .password_hash = "h4sh", .pin = std::nullopt}),
      R"(AccountUpdate{name: "Ada", password_hash: ***, pin: ***})");
}

TEST(Printers, WhatIsNotSetIsPending) {
  const std::string text = PrintToString(BookFactory{}.title("Notes").build());
  EXPECT_NE(text.find(R"(BookCreate{author_id: pending, editor_id: null, title: "Notes")"),
            std::string::npos)
      << text;
}

TEST(Printers, ShapesShowTheirRows) {
  PersonWithAll person;
  person.name = "Ada";
  for (int n = 0; n < 12; ++n) person.pupils.push_back({.name = std::to_string(n), .id = n});
  const std::string text = PrintToString(person);
  EXPECT_NE(text.find(R"(pupils: [PersonName{name: "0", id: 0}, PersonName{name: "1", id: 1}, )"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("and 2 more]"), std::string::npos) << text;
}

TEST(Printers, ValuesOfEveryKind) {
  EXPECT_EQ(PrintToString(Role::author), "author");
  EXPECT_EQ(PrintToString(static_cast<Role>(99)), "99");
  EXPECT_EQ(PrintToString(Coordinates{.latitude = 1.5, .longitude = -2, .height = 3}),
            "Coordinates{latitude: 1.5, longitude: -2, height: 3}");
  Voucher voucher;
  voucher.price = Money{150};
  EXPECT_NE(PrintToString(voucher).find("price: 150"), std::string::npos) << PrintToString(voucher);
  Shelf shelf;
  shelf.photos = {{std::byte{1}}};
  shelf.roles = {Role::author};
  EXPECT_NE(PrintToString(shelf).find(R"(photos: ["AQ=="])"), std::string::npos)
      << PrintToString(shelf);
  Customer customer;
  EXPECT_NE(PrintToString(customer).find(R"(address: Address{label: "", street: "")"),
            std::string::npos)
      << PrintToString(customer);
}

}  // namespace
}  // namespace forms
