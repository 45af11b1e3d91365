using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HybridShop.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class NameKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "LeadHtml",
                table: "Products",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NameKey",
                table: "Categories",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Categories_ParentId_NameKey",
                table: "Categories",
                columns: new[] { "ParentId", "NameKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Categories_RootNameKey",
                table: "Categories",
                column: "NameKey",
                unique: true,
                filter: "\"ParentId\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Categories_ParentId_NameKey",
                table: "Categories");

            migrationBuilder.DropIndex(
                name: "IX_Categories_RootNameKey",
                table: "Categories");

            migrationBuilder.DropColumn(
                name: "LeadHtml",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "NameKey",
                table: "Categories");
        }
    }
}
