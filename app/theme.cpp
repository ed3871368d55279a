// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/theme.h"

#include "widgets/theme/theme.h"

#include <QApplication>
#include <QFont>
#include <QItemSelectionModel>
#include <QPainter>
#include <QPalette>
#include <QPolygonF>
#include <QProxyStyle>
#include <QStyleOption>
#include <QTreeView>

namespace factorama {

namespace {

constexpr double PresentationScale = 1.5;

/// Fusion with a little more air: its cells and titles stand right at the edge.
class WindowStyle : public QProxyStyle {
public:
    WindowStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override
    {
        switch (metric) {
        case PM_FocusFrameHMargin:
            return 7; // left and right in a cell
        case PM_HeaderMargin:
            return 6;
        case PM_DockWidgetTitleMargin:
            return 5;
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
        }
    }

    /// Fusion's outlines are darker than the window, and so not to be seen on a dark one.
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override
    {
        if (element == PE_IndicatorBranch && isSelected(*option, widget)) {
            // Fusion's arrow is half transparent.
            const QPointF center = QRectF(option->rect).center();
            const QPolygonF down({center + QPointF(-4, -2), center + QPointF(4, -2), center + QPointF(0, 3)});
            const QPolygonF right(
                {center + QPointF(-2, -4), center + QPointF(-2, 4), center + QPointF(3, 0)});
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(option->palette.color(QPalette::HighlightedText));
            painter->drawPolygon(option->state.testFlag(State_Open) ? down : right);
            painter->restore();
            return;
        }
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        const bool isField = element == PE_FrameLineEdit || element == PE_Frame;
        if (theme().dark && !option->state.testFlag(State_HasFocus) &&
            (isField || element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton)) {
            outline(*painter, option->rect,
                    element == PE_IndicatorRadioButton ? option->rect.height() / 2.0 : 2);
        }
    }

    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override
    {
        const auto* const button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        if (control == CC_ToolButton && button != nullptr && opensMenu(*button)) {
            // Fusion's mark for a menu is a dot in the corner, which reads like a comma.
            QStyleOptionToolButton plain(*button);
            plain.features &= ~QStyleOptionToolButton::HasMenu;
            QProxyStyle::drawComplexControl(control, &plain, painter, widget);
            const QRect& around = option->rect;
            plain.rect =
                QRect(around.right() - MenuMark, around.center().y() - MenuMark / 2, MenuMark, MenuMark);
            drawPrimitive(PE_IndicatorArrowDown, &plain, painter, widget);
            return;
        }
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        if (theme().dark && !option->state.testFlag(State_HasFocus) &&
            (control == CC_ComboBox || control == CC_SpinBox)) {
            outline(*painter, option->rect, 2);
        }
    }

    /// Fusion cuts what does not fit into a combo box, or above a column, without a mark.
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override
    {
        if (const auto* const header = qstyleoption_cast<const QStyleOptionHeader*>(option);
            element == CE_HeaderLabel && header != nullptr) {
            QStyleOptionHeader elided(*header);
            elided.text = header->fontMetrics.elidedText(header->text, Qt::ElideRight, header->rect.width());
            QProxyStyle::drawControl(element, &elided, painter, widget);
            return;
        }
        const auto* const box = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        if (element != CE_ComboBoxLabel || box == nullptr || box->editable) {
            QProxyStyle::drawControl(element, option, painter, widget);
            return;
        }
        QStyleOptionComboBox elided(*box);
        const int room =
            subControlRect(CC_ComboBox, box, SC_ComboBoxEditField, widget).width() - ComboBoxMargins;
        elided.currentText = box->fontMetrics.elidedText(box->currentText, Qt::ElideRight, room);
        QProxyStyle::drawControl(element, &elided, painter, widget);
    }

    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override
    {
        const QSize wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
        const auto* const button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        const bool marked = type == CT_ToolButton && button != nullptr && opensMenu(*button);
        return marked ? wanted + QSize(MenuMark + 6, 0) : wanted;
    }

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override
    {
        // Fusion's icons for OK and Cancel keep their colours in every theme.
        return hint == SH_DialogButtonBox_ButtonsHaveIcons
                   ? 0
                   : QProxyStyle::styleHint(hint, option, widget, data);
    }

private:
    static constexpr int MenuMark = 11;
    static constexpr int ComboBoxMargins = 2; ///< that Fusion leaves around the text

    /// QTreeView does not tell it of the place for the arrow.
    static bool isSelected(const QStyleOption& branch, const QWidget* widget)
    {
        const auto* const tree = qobject_cast<const QTreeView*>(widget);
        return branch.state.testFlag(State_Children) && tree != nullptr &&
               tree->selectionModel() != nullptr &&
               tree->selectionModel()->isSelected(tree->indexAt(branch.rect.center()));
    }

    static bool opensMenu(const QStyleOptionToolButton& button)
    {
        return (button.features & QStyleOptionToolButton::HasMenu) != 0 &&
               (button.features & QStyleOptionToolButton::MenuButtonPopup) == 0;
    }

    static void outline(QPainter& painter, const QRect& around, double radius)
    {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(theme().disabledText); // three to one against the window
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(around).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        painter.restore();
    }
};

} // namespace

QString themeModeName(ThemeMode mode)
{
    switch (mode) {
    case ThemeMode::System:
        return QStringLiteral("system");
    case ThemeMode::Light:
        return QStringLiteral("light");
    case ThemeMode::Dark:
        return QStringLiteral("dark");
    }
    return QString();
}

std::optional<ThemeMode> themeModeFromName(const QString& name)
{
    for (const ThemeMode mode : {ThemeMode::System, ThemeMode::Light, ThemeMode::Dark}) {
        if (name == themeModeName(mode)) {
            return mode;
        }
    }
    return std::nullopt;
}

void applyAppearance(const Appearance& appearance)
{
    const ThemeMode mode = appearance.mode;
    // Asked once, before the first theme hides it.
    static const bool systemIsDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    if (dynamic_cast<WindowStyle*>(QApplication::style()) == nullptr) {
        QApplication::setStyle(new WindowStyle);
    }
    const bool dark = mode == ThemeMode::Dark || (mode == ThemeMode::System && systemIsDark);
    Theme chosen = dark ? Theme::darkTheme() : Theme::light();
    if (appearance.distinct) {
        chosen = chosen.distinct();
    }
    if (appearance.presentation) {
        chosen = chosen.highContrast();
    }
    // The font first: what follows a new palette measures its texts anew.
    static const QFont usual = QApplication::font();
    QFont font = usual;
    if (appearance.presentation) {
        font.setPointSizeF(usual.pointSizeF() * PresentationScale);
    }
    if (font != QApplication::font()) {
        QApplication::setFont(font);
        QApplication::setFont(font, "QDockWidgetTitle"); // has one of its own otherwise
    }
    setTheme(chosen);
}

} // namespace factorama
