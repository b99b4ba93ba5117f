#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

#include "noted.hpp"
#include "role.hpp"
#include "stamped.hpp"

namespace forms {

/// Somebody who can sign in.
///
/// Two paragraphs, a "quote", a back\slash, an ü and a percent sign: 100 %.
struct [[tenon::table("accounts", "app"), tenon::was("people"),
         tenon::unique(name, born), tenon::unique(born, role, name("accounts_birth_role")),
         tenon::index(name, desc(born)), tenon::index(rank, unique, name("accounts_by_rank")),
         tenon::index(email, unique, where("\"note\" is null"), name("accounts_live")),
         tenon::index(desc(sql("lower(name)")), desc(born), nulls_first, nulls_last, include(nick, rank)),
         tenon::index(nick, using("hash")), tenon::index(sign_ins, using("brin")),
         tenon::check("rank < 30000 and \"name\" <> 'it''s (nobody); --'", "accounts_rank_and_name"),
         tenon::check("length(nick) > 0", "accounts_nick"),
         tenon::shape(AccountFace, nick, role, born),
         tenon::input("password", length(8, 72), pattern("[0-9]")), tenon::input("hint", length(40), not_empty)]]
Account : Stamped, Noted {
  [[tenon::primary_key]] std::int64_t id{};
  /// Where letters go.
  /// Nobody else has it.
  [[tenon::unique, tenon::email]] std::string email;
  [[tenon::length(1, 80), tenon::was("full_name"), tenon::backfill("email")]] std::string name;
  [[tenon::internal, tenon::column("secret")]] std::string password_hash;
  [[tenon::write_only]] std::optional<std::string> pin;
  [[tenon::read_only]] std::int32_t sign_ins = 0;
  Role role = Role::reader;
  tenon::Date born;
  [[tenon::default_sql("lower('NOBODY')")]] std::string nick;
  [[tenon::range(1, 1000)]] std::int16_t rank;
  [[tenon::transient]] std::string cache;
};

}  // namespace forms
