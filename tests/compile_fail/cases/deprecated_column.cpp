// the constant of a retiring column; structs that hold it are copied without a word
#include "setting_dto.hpp"
#include "setting_table.hpp"

forms::Setting copy(const forms::Setting& setting) { return setting; }
forms::SettingCreate copy(const forms::SettingCreate& setting) { return setting; }

tenon::Filter make() {
#ifdef BAD
  return forms::SettingTable::older == "x";  // there: Setting.older is retiring
#else
  return forms::SettingTable::where == "x";
#endif
}
