// The runtime's names without their headers: all that a generated header needs to mention them.
#pragma once

namespace tenon {

class Decimal;
class Engine;
class Filter;
class JsonObject;
class JsonWriter;
class Param;
class Relation;
class Row;
class Session;
class Violations;
struct ColumnInfo;
struct ColumnTexts;
struct Date;
struct Filtered;
struct Interval;
struct Json;
struct LocalTimestamp;
struct StreamOptions;
struct Table;
struct Time;
struct Timestamp;
struct Uuid;

template <class T>
class Each;
template <class T>
class Required;
template <class T>
class RowSource;

}  // namespace tenon
