// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"
#include "runtime/term/pid.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QString>

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "widgets/processes/process_columns.h"

namespace factorama {

/// A pid as a person types it: `<0.12.0>`, `0.12.0`, or only `12`, which means whoever has that place.
struct PidText {
    std::uint32_t index = 0;
    std::optional<std::uint32_t> serial;

    bool matches(Pid pid) const { return pid.index() == index && (!serial || *serial == pid.serial()); }

    static std::optional<PidText> parse(QStringView text);
};

/// Which processes are to be seen, as a line of text that a person types:
///
///     worker                    a word: in the name, label, initial call, pid or status, in any case
///     name:kv  label:"a b"  module:echo    a word in just that
///     pid:12  pid:<0.12.0>  parent:0.5.0   that process; the children of that one
///     status:waiting  trap_exit:true
///     messages>100  memory>=1MB  reductions/s>0    a comparison; k, M, G and kB, KiB, MB, MiB, GB, GiB
///     /^kv_[0-9]+$/  /KV/i      a regular expression over name, label and initial call
///     -status:waiting           a minus before any of these: not
///     "a:b"  kv:init/1          words with a colon: between quotation marks, or an initial call
///
/// All parts must hold. A part that means nothing is left out of the filter and told in problems().
/// A plain value: any number of views may share one.
class ProcessFilter {
    Q_DECLARE_TR_FUNCTIONS(ProcessFilter)

public:
    enum class Kind : std::uint8_t {
        Text,
        Name,
        Label,
        Module,
        Pid,
        Parent,
        Status,
        TrapExit,
        Comparison,
        Expression
    };
    enum class Comparison : std::uint8_t { Less, AtMost, Equal, NotEqual, AtLeast, Greater };

    /// At most so many parts.
    static constexpr std::size_t TermLimit = 32;

    struct Term {
        Kind kind = Kind::Text;
        bool negated = false;
        QString text; ///< the word, the pattern, or the value as it was typed
        PidText pid; ///< of Pid and Parent
        std::uint32_t statuses = 0; ///< of Status: bit i is the status of number i
        bool flag = false; ///< of TrapExit: its value; of Expression: in any case
        int column = 0; ///< of Comparison
        Comparison comparison = Comparison::Greater;
        double number = 0;
        qsizetype start = 0; ///< where it stands in the text
        qsizetype length = 0;

        /// Whether it is the same condition, wherever it stands.
        bool sameAs(const Term& other) const;
        /// In a person's words: "status: waiting", "messages > 100".
        QString description() const;
    };

    struct Problem {
        qsizetype start = 0;
        qsizetype length = 0;
        QString message; ///< a sentence
    };

    static ProcessFilter parse(const QString& text);

    /// As it was typed.
    const QString& text() const { return m_text; }
    const std::vector<Term>& terms() const { return m_terms; }
    const std::vector<Problem>& problems() const { return m_problems; }
    /// Everything passes.
    bool isEmpty() const { return m_terms.empty(); }
    /// Of words alone.
    bool isPlain() const;
    /// The text without the part of that place in terms().
    QString without(std::size_t term) const;
    /// Bits by ProcessRate: which differences a second it compares.
    unsigned rates() const;

    /// Whether both let the same processes pass.
    bool sameAs(const ProcessFilter& other) const;

private:
    QString m_text;
    std::vector<Term> m_terms;
    std::vector<Problem> m_problems;
};

/// A filter at work. Looks at each different name only once, so that a million processes cost little more
/// than a loop over numbers. For one thread.
class ProcessMatcher {
public:
    explicit ProcessMatcher(const ProcessFilter& filter);

    /// @param rates differences a second, by ProcessRate.
    bool matches(const ProcessRow& row, const std::array<float, ProcessRateCount>& rates);

private:
    struct Texts {
        std::uint32_t name;
        std::uint32_t label;
        std::uint32_t module;
        std::uint32_t function;
        std::uint32_t arity;
        bool operator==(const Texts&) const = default;
    };
    struct TextsHash {
        std::size_t operator()(const Texts& texts) const noexcept;
    };

    std::uint32_t matchTexts(const ProcessRow& row) const;

    std::vector<ProcessFilter::Term> m_terms;
    std::vector<QRegularExpression> m_expressions; ///< by term
    std::vector<std::string> m_pidWords; ///< by term: a word that may be part of a pid, else empty
    std::array<std::uint32_t, 6> m_byStatus{}; ///< the words that a status contains, one bit a term
    std::unordered_map<Texts, std::uint32_t, TextsHash> m_byTexts; ///< the same of names
    const std::uint32_t* m_last = nullptr; ///< what the row before had, which is often the same
    Texts m_lastTexts{};
};

} // namespace factorama
