using System.Drawing;
using System.Windows.Forms;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>A line of text.</summary>
internal sealed class Caption : Label
{
    public Caption(string name, string text, Font font, Color color)
    {
        (Name, Text, Font, ForeColor) = (name, text, font, color);
        AutoSize = false;
        UseMnemonic = false;
        TextAlign = ContentAlignment.MiddleLeft;
        AutoEllipsis = true;
    }
}
