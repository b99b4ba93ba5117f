#include "base/sql_type.hpp"

#include <gtest/gtest.h>

namespace tenon::base {
namespace {

std::string text_of(std::string_view written) {
  const std::optional<SqlType> type = read_sql_type(written);
  return type ? type->text() : "none";
}

std::string cast_of(std::string_view written) { return read_sql_type(written)->cast(); }

TEST(SqlType, NamesAndTheirArguments) {
  EXPECT_EQ(text_of("text"), "text");
  EXPECT_EQ(text_of("VarChar( 40 )"), "varchar(40)");
  EXPECT_EQ(text_of("character  varying(3)"), "character varying(3)");
  EXPECT_EQ(text_of("national character varying"), "national character varying");
  EXPECT_EQ(text_of("double precision"), "double precision");
  EXPECT_EQ(text_of("numeric(12,-4)"), "numeric(12, -4)");
  EXPECT_EQ(text_of("timestamp(3) with time zone"), "timestamp(3) with time zone");
  EXPECT_EQ(text_of("time without time zone"), "time without time zone");
  EXPECT_EQ(text_of("interval day to second(3)"), "interval day to second(3)");
  EXPECT_EQ(text_of("interval(3)"), "interval(3)");
  EXPECT_EQ(text_of("pg_catalog.int4"), "pg_catalog.int4");
}

TEST(SqlType, WhatTheServerDoesNotBringIsPublics) {
  EXPECT_EQ(text_of("citext"), "public.citext");
  EXPECT_EQ(text_of("geometry(Point, 4326)"), "public.geometry(point, 4326)");
  EXPECT_EQ(text_of("\"Mo\"\"od\""), "public.\"Mo\"\"od\"");
  EXPECT_EQ(text_of("app . \"Mood\""), "app.\"Mood\"");
  EXPECT_EQ(text_of("\"char\""), "\"char\"");  // pg_catalog's own, of one byte
}

TEST(SqlType, ACastCutsNothingOff) {
  EXPECT_EQ(cast_of("varchar(3)"), "varchar");
  EXPECT_EQ(cast_of("char(3)"), "");
  EXPECT_EQ(cast_of("bpchar"), "");
  EXPECT_EQ(cast_of("bit(3)"), "bit varying");
  EXPECT_EQ(cast_of("interval day to second(3)"), "interval");
  EXPECT_EQ(cast_of("timestamp(0) with time zone"), "timestamp with time zone");
  EXPECT_EQ(cast_of("citext"), "public.citext");
}

TEST(SqlType, NothingElseIsOne) {
  for (const char* written : {"",
                              " ",
                              "int not null",
                              "int default 3",
                              "text; drop table t",
                              "text -- x",
                              "text/**/",
                              "varchar(",
                              "varchar(40",
                              "varchar 40)",
                              "varchar()",
                              "varchar(1,)",
                              "varchar('1')",
                              "\"a",
                              "\"\"",
                              "a.",
                              ".a",
                              "a.b.c",
                              "text[",
                              "double",
                              "national text",
                              "interval day to",
                              "timestamp with zone",
                              "text collate \"C\"",
                              "int primary key",
                              "1",
                              "a b",
                              "numeric(-)",
                              "text\n",
                              "setof text",
                              "t%type",
                              "$1"})
    EXPECT_EQ(text_of(written), "none") << written;
  EXPECT_EQ(text_of(std::string_view{"text\0", 5}), "none");
}

TEST(SqlType, OneTypeHasOneSpelling) {
  EXPECT_EQ(one_type_spelling("int2"), "smallint");
  EXPECT_EQ(one_type_spelling("SmallInt"), "smallint");
  EXPECT_EQ(one_type_spelling("character varying (5)"), "varchar(5)");
  EXPECT_EQ(one_type_spelling("national char(5)"), "char(5)");
  EXPECT_EQ(one_type_spelling("timestamp(3) with time zone"), "timestamptz(3)");
  EXPECT_EQ(one_type_spelling("time without time zone"), "time");
  EXPECT_EQ(one_type_spelling("decimal(10)"), "numeric(10, 0)");
  EXPECT_EQ(one_type_spelling("float(24)"), "real");
  EXPECT_EQ(one_type_spelling("float"), "double precision");
  EXPECT_EQ(one_type_spelling("interval day to second(3)"), "interval day to second(3)");
  EXPECT_EQ(one_type_spelling("public.citext"), "citext");
  EXPECT_EQ(one_type_spelling("Citext"), "citext");
  EXPECT_EQ(one_type_spelling("app.\"Mood\""), "app.\"Mood\"");
  // The grammar's char is char(1), the catalogue's one byte.
  EXPECT_EQ(one_type_spelling("pg_catalog.char"), "pg_catalog.char");
  EXPECT_EQ(one_type_spelling(""), "");
  for (const char* text : {"int8", "char varying(3)", "numeric(7)", "timetz(2)", "bool"})
    EXPECT_EQ(one_type_spelling(one_type_spelling(text)), one_type_spelling(text)) << text;
}

}  // namespace
}  // namespace tenon::base
