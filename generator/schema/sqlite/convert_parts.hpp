// What convert.cpp is put together from: SQL that makes a value of one type a value of another.
#pragma once

#include <string>

#include "schema/operation.hpp"

namespace tenon::schema::sqlite {

/// No STRICT column of integers, reals or blobs takes a text that is no number.
inline const std::string no_fit = "'does not fit'";
/// Of the times that are counted in microseconds.
inline const std::string infinity = "9223372036854775807";
inline const std::string negative_infinity = "-9223372036854775808";
/// No STRICT column of texts takes a blob.
inline const std::string no_text = "x''";

/// What no column takes, but for NULL, which stays.
std::string refused(const std::string& value, const std::string& by = no_fit);

bool is_number(const ColumnType& type);

std::string number_to_number(const std::string& value, const ColumnType& from,
                             const ColumnType& to);

/// A number's text as the integer that is stored; it is never a double on the way.
std::string text_to_integer(const std::string& text, const ColumnType& to, bool rounds);

/// A number's text as the text that a decimal too large for an integer is stored as: with the
/// column's scale, or, where it has none, without zeros at the end.
std::string text_to_decimal_text(const std::string& text, const ColumnType& to);

/// A number that is stored as an integer with so many digits behind the point.
std::string scaled_to_text(const std::string& value, int scale);

/// A floating-point number as the shortest text that is read as it, and back.
std::string real_to_text(const std::string& value);
std::string text_to_real(const std::string& value);

/// The number as an element of a list's JSON; NULL where SQLite cannot write the one form of it.
std::string real_to_json(const std::string& value);

/// The number that is written as this JSON, or NULL; `number` is as SQLite reads it, which may be
/// the one beside it.
std::string real_of_json(const std::string& number, const std::string& json);

/// A text in ISO 8601 in the one form that an Interval has.
std::string text_to_interval(const std::string& value);

std::string from_text(const std::string& value, const ColumnType& to);
std::string to_text(const std::string& value, const ColumnType& from);

}  // namespace tenon::schema::sqlite
