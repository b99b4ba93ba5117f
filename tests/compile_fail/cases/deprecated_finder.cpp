// a finder by a retiring column
#include "setting.hpp"
#include "setting_repository.hpp"

std::optional<forms::Setting> find(forms::SettingRepository& settings) {
#ifdef BAD
  return settings.find_by_former("x");  // here: Setting.former is retiring
#else
  return settings.find_by_changes("x");
#endif
}
